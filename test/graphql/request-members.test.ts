import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { party1, send } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

const query = "query Viewer { viewer { email } }";
const both = "query A { viewer { email } } query B { viewer { kind } }";

const post = (body: unknown) =>
	send(server, "POST", "/graphql", { headers: party1, body });

/** The same request by GET, whose parameters hold JSON where the body holds an object. */
function get(body: Readonly<Record<string, unknown>>) {
	const parameters = Object.entries(body).map(([name, value]) => [
		name,
		name === "variables" || name === "extensions"
			? JSON.stringify(value)
			: String(value ?? ""),
	]);
	const path = `/graphql?${new URLSearchParams(parameters)}`;
	return send(server, "GET", path, { headers: party1 });
}

describe("a GraphQL request", () => {
	for (const member of ["variables", "extensions"])
		for (const nothing of [[], "", null, {}])
			test(`takes ${JSON.stringify(nothing)} for no ${member}, by POST and GET`, async () => {
				for (const ask of [post, get]) {
					const answer = await ask({ query, [member]: nothing });
					assert.equal(answer.status, 200, answer.text);
					assert.equal(answer.body.data.viewer.email, "party1@example.com");
				}
			});

	const wrong: [value: unknown, found: string][] = [
		[[1], "array"],
		[[{}], "array"],
		["null", "string"],
		["{}", "string"],
		[" ", "string"],
		[1, "number"],
		[false, "boolean"],
	];
	for (const member of ["variables", "extensions"])
		for (const [value, found] of wrong)
			test(`C22: refuses ${JSON.stringify(value)} as ${member} in words, by POST and GET`, async () => {
				for (const ask of [post, get]) {
					const { status, body } = await ask({ query, [member]: value });
					assert.equal(status, 400);
					assert.equal(
						body.errors[0].message,
						`${member} must be of type object, not ${found}.`,
					);
					assert.equal(body.errors[0].extensions.code, "BAD_USER_INPUT");
				}
			});

	test("takes an empty operationName for none", async () => {
		for (const ask of [post, get])
			for (const document of [query, "{ viewer { email } }"])
				for (const operationName of ["", null]) {
					const answer = await ask({ query: document, operationName });
					assert.equal(answer.body.data?.viewer.email, "party1@example.com");
				}
	});

	const names: [document: string, operationName: string | null, RegExp][] = [
		[query, "Nada", /no operation "Nada" in the document; use "Viewer"\./],
		[both, "C", /no operation "C" in the document; use "A" or "B"\./],
		[both, "a", /no operation "a" in the document; use "A" or "B"\./],
		[both, " A", /no operation " A" in the document; use "A" or "B"\./],
		[both, null, /say in operationName which operation runs: "A" or "B"\./],
		[both, "", /say in operationName which operation runs: "A" or "B"\./],
		[
			"{ viewer { email } }",
			"C",
			/no operation "C"; the operation of the document has no name/,
		],
		["{ a: __typename } { b: __typename }", null, /give each a name/],
		["fragment F on Query { __typename }", null, /has no operation\./],
		[query, `${"x".repeat(70)}\u0007`, /no operation "x{64}…" in the document/],
	];
	for (const [document, operationName, message] of names)
		test(`says which operations ${document} has when ${JSON.stringify(operationName?.slice(0, 9) ?? null)} is none, each time that it comes`, async () => {
			for (const ask of [post, post, get]) {
				const { status, body } = await ask({ query: document, operationName });
				assert.equal(status, 400);
				assert.match(body.errors[0].message, message);
				assert.equal(body.errors[0].extensions.code, "BAD_USER_INPUT");
				assert.ok(!("data" in body));
			}
		});

	test("says so too of a document that ran before, compiled", async () => {
		for (let time = 0; time < 6; time++)
			assert.equal((await post({ query })).status, 200);
		const { body } = await post({ query, operationName: "Nada" });
		assert.match(body.errors[0].message, /no operation "Nada"/);
	});
});
