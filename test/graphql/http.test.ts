import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertNothingStored } from "../rest/v4/stored.ts";
import { graphql, party1, send } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

const query = "{ viewer { email } }";

describe("GraphQL over HTTP", () => {
	const refusals: [string, string, Record<string, string>, RegExp][] = [
		["B11: malformed JSON", "{", {}, /Expected a key/],
		[
			"B19, C10: a list of operations",
			`[{"query":"${query}"}]`,
			{},
			/one JSON object/,
		],
		["B19: a body without members", "{}", {}, /must hold the operation/],
		["B21: an unknown member", `{"query":"${query}","foo":1}`, {}, /"foo"/],
		[
			"C22: variables as text",
			`{"query":"${query}","variables":"x"}`,
			{},
			/variables must be of type object, not string/,
		],
		[
			"B22: a query that is no text",
			'{"query":1}',
			{},
			/query must be of type string/,
		],
		[
			"B6: a duplicate key",
			`{"query":"${query}","variables":{"a":1,"\\u0061":2}}`,
			{},
			/appears twice/,
		],
		["a syntax error", '{"query":"{"}', {}, /Syntax Error/],
		["an unknown field", '{"query":"{ nope }"}', {}, /Cannot query field/],
		[
			"C28: two operations without a name",
			'{"query":"query A { viewer { email } } query B { viewer { email } }"}',
			{},
			/which operation runs: "A" or "B"/,
		],
		[
			"a variable that is an object with a member toString",
			'{"query":"query($n: SafeInt!) { caseByNumber(number: $n) { id } }","variables":{"n":[{"toString":{}}]}}',
			{},
			/"\$n" has an invalid value/,
		],
		[
			"D3: a token in the header and another in the query",
			`{"query":"${query}"}`,
			{ path: "/graphql?token=other" },
			/different values/,
		],
	];
	for (const [what, body, { path = "/graphql" }, message] of refusals)
		test(`${what}: 400 and BAD_USER_INPUT`, async () => {
			const answer = await send(server, "POST", path, {
				headers: party1,
				body,
			});
			assert.equal(answer.status, 400);
			assert.equal(answer.body.errors[0].extensions.code, "BAD_USER_INPUT");
			assert.match(answer.body.errors[0].message, message);
			assert.ok(!("data" in answer.body));
		});

	const types = [
		"text/plain",
		"application/x-www-form-urlencoded",
		"multipart/form-data; boundary=x",
		"application/json; charset=utf-16",
		"application/json, text/plain",
		"application/graphql",
	];
	for (const type of types)
		test(`B2, B3, C15, C16, C17: refuses a body of type ${type} with 415, so that no form runs an operation`, async () => {
			const answer = await send(server, "POST", "/graphql", {
				headers: { ...party1, "content-type": type },
				body: JSON.stringify({ query }),
			});
			assert.equal(answer.status, 415);
		});

	for (const type of [
		"Application/JSON",
		"Application/json",
		'application/json; charset="UTF-8"',
	])
		test(`takes a body of type ${type}`, async () => {
			const answer = await send(server, "POST", "/graphql", {
				headers: { ...party1, "content-type": type },
				body: { query },
			});
			assert.equal(answer.status, 200, answer.text);
			assert.equal(answer.body.data.viewer.email, "party1@example.com");
		});

	const operations = JSON.stringify({ query, variables: { file: null } });
	const forms: [what: string, parts: [name: string, value: string][]][] = [
		[
			"operations and map",
			[
				["operations", operations],
				["map", "{}"],
			],
		],
		[
			"operations twice",
			[
				["operations", operations],
				["operations", "{}"],
			],
		],
		[
			"map before operations",
			[
				["map", "{}"],
				["operations", operations],
			],
		],
		[
			"a map to __proto__",
			[
				["operations", operations],
				["map", '{"0":["variables.__proto__.polluted"]}'],
			],
		],
		[
			"a map to constructor.prototype",
			[
				["operations", operations],
				["map", '{"0":["variables.constructor.prototype.polluted"]}'],
			],
		],
		[
			"one file mapped 1,000 times",
			[
				["operations", operations],
				["map", JSON.stringify({ 0: Array(1000).fill("variables.file") })],
			],
		],
	];
	for (const [what, parts] of forms)
		test(`G5: takes no multipart request (${what}): 415, and nothing is polluted or stored`, async () => {
			const form = new FormData();
			for (const [name, value] of parts) form.append(name, value);
			form.append("0", new Blob(["bytes"]), "a.txt");
			const answer = await fetch(`${server.url}/graphql`, {
				method: "POST",
				headers: party1,
				body: form,
			});
			assert.equal(answer.status, 415);
			assert.equal("polluted" in {}, false);
			assertNothingStored(server);
		});

	test("A11: answers other methods with 405 and Allow", async () => {
		for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS"]) {
			const other = await send(server, method, "/graphql", {});
			assert.equal(other.status, 405);
			assert.equal(other.headers.get("allow"), "GET, POST, HEAD");
			assert.match(other.text, /is not allowed here; use GET, POST or HEAD\./);
		}
	});

	test("B17: refuses a body over the limit of a caller nobody knows with 413, and takes it from a party", async () => {
		await using small = await startServer({
			MAX_ANONYMOUS_BODY_BYTES: "2000",
			MAX_BODY_BYTES: "9000",
		});
		const body = (size: number) => ({ query: `${query} #${"x".repeat(size)}` });
		const post = (size: number, headers: Record<string, string>) =>
			send(small, "POST", "/graphql", { headers, body: body(size) });
		assert.equal((await post(3000, {})).status, 413);
		assert.equal((await post(3000, party1)).status, 200);
		assert.equal((await post(10_000, party1)).status, 413);
	});

	test("C11: answers introspection without credentials where it is on, and refuses it where it is off", async () => {
		const introspection = "{ __schema { queryType { name } } }";
		const on = await graphql(server, introspection, {}, {});
		assert.deepEqual(on.body.data.__schema, { queryType: { name: "Query" } });
		await using closed = await startServer({ INTROSPECTION: "off" });
		const off = await graphql(closed, introspection, {}, {});
		assert.equal(off.status, 400);
		assert.equal(off.body.errors[0].extensions.code, "BAD_USER_INPUT");
	});

	test("C27: masks a fault of the server", async () => {
		await using broken = await startServer();
		broken.app.store.cases.findById = async () => {
			throw new Error("secret detail of the database");
		};
		const answer = await graphql(broken, "{ caseByNumber(number: 1) { id } }");
		assert.equal(answer.body.data.caseByNumber, null);
		assert.equal(
			answer.body.errors[0].extensions.code,
			"INTERNAL_SERVER_ERROR",
		);
		assert.ok(!answer.text.includes("secret"));
		const path = "/api/v4/cases/1";
		const rest = await send(broken, "GET", path, { headers: party1 });
		assert.equal(rest.status, 500);
		assert.equal(rest.body.errors["error.code"], "500");
		assert.ok(!rest.text.includes("secret"));
	});
});
