import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { getIntrospectionQuery } from "graphql";
import { RequestError } from "../../src/domain/problems/request-error.ts";
import { createDocumentCache } from "../../src/graphql/execution/document-cache.ts";
import {
	graphql,
	party1,
	rows,
	send,
	telefonico,
} from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

const fanOut = Array.from(
	{ length: 21 },
	(_, level) =>
		`fragment F${level} on Query { ...F${level + 1} ...F${level + 1} }`,
).join(" ");

describe("limits on a document", () => {
	const refused: [string, string, RegExp][] = [
		["C32: more tokens than allowed", `{ ${"a ".repeat(1_001)} }`, /token/i],
		[
			"C32: 30,000 brackets in a literal",
			`{ node(id: ${"[".repeat(30_000)}) }`,
			/token/i,
		],
		[
			"C8, C32: deep nesting of fields",
			`${"{ a".repeat(12)}${" }".repeat(12)}`,
			/nested too deep/,
		],
		[
			"C1, C32: 16 aliases of __typename",
			`{ ${Array.from({ length: 16 }, (_, i) => `a${i}: __typename`).join(" ")} }`,
			/too many aliases/,
		],
		[
			"C6, C32: fragments that fan out to 2^21",
			`{ ...F0 } ${fanOut} fragment F21 on Query { __typename }`,
			/too many fields/,
		],
		[
			"C9, C32: 11 directives",
			`{ __typename ${"@skip(if: false) ".repeat(11)} }`,
			/too many directives/,
		],
		[
			"C3, C32: two changes",
			"mutation { a: signOut { context { links { ref } } } b: signOut { context { links { ref } } } }",
			/one change/,
		],
		[
			"C7: circular fragments",
			"{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
			/Cannot spread fragment/,
		],
		[
			"C20, C32: a document of 70,000 characters",
			`{ __typename } #${"x".repeat(70_000)}`,
			/too large/,
		],
	];
	for (const [what, query, message] of refused)
		test(`${what}: 400 and BAD_USER_INPUT, without a figure`, async () => {
			const answer = await graphql(server, query, {}, {});
			assert.equal(answer.status, 400);
			assert.ok(answer.body.errors.length <= 3);
			for (const { message } of answer.body.errors)
				assert.doesNotMatch(message, /\d{2}/);
			const [error] = answer.body.errors.filter(
				(candidate: { message: string }) => message.test(candidate.message),
			);
			assert.equal(error?.extensions.code, "BAD_USER_INPUT", answer.text);
		});

	test("answers the whole introspection query", async () => {
		const answer = await graphql(server, getIntrospectionQuery(), {}, {});
		assert.equal(answer.status, 200);
		assert.ok(answer.body.data.__schema.types.length > 20);
	});

	test("lets an everyday document through: nesting as deep as the schema is useful", async () => {
		const answer = await graphql(
			server,
			"{ cases { edges { node { type { category { code } fields { options } } } } } }",
		);
		assert.equal(answer.status, 200);
	});

	test("C9: at most three validation errors are reported", async () => {
		const { body } = await graphql(server, "{ a b c d e f }");
		assert.equal(body.errors.length, 3);
	});

	test("remembers documents up to a size, not a number alone", () => {
		const { documentCache } = createDocumentCache();
		for (let index = 0; index < 100; index++)
			documentCache.set(`${index}${"x".repeat(60_000)}`, {} as never);
		assert.ok(documentCache.size < 20, String(documentCache.size));
	});
});

describe("what is settled before anything runs", () => {
	for (const accept of [
		...["image/png", "text/html", "multipart/mixed", "*/*;q=0"],
		...["application/json; charset=utf-7", "application/json;q=0.0"],
	])
		test(`an answer that nobody can read (Accept: ${accept}): 406, and nothing is stored`, async () => {
			const before = rows(server, "cases").length;
			const answer = await graphql(
				server,
				"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } } }",
				{ input: telefonico },
				{ ...party1, accept },
			);
			assert.equal(answer.status, 406);
			assert.equal(rows(server, "cases").length, before);
		});

	test("what GraphiQL accepts is answered as GraphQL", async () => {
		const answer = await graphql(
			server,
			"{ __typename }",
			{},
			{
				...party1,
				accept:
					"application/graphql-response+json, application/json, multipart/mixed",
			},
		);
		assert.match(
			answer.headers.get("content-type") ?? "",
			/^application\/graphql-response\+json/,
		);
	});
});

describe("errors", () => {
	const secret = "s3cret-password";
	const inputs: [string, unknown][] = [
		["an unknown key beside it", { principal: "x", password: secret, z: 1 }],
		["a missing key beside it", { password: secret }],
		["a list", { principal: "x", password: [secret] }],
		["an object", { principal: "x", password: { secret } }],
	];
	for (const [what, input] of inputs)
		test(`never quote a password: ${what}`, async () => {
			const answer = await graphql(
				server,
				"mutation ($input: SignInInput!) { signIn(input: $input) { token } }",
				{ input },
				{},
			);
			assert.equal(answer.status, 400);
			assert.ok(!answer.text.includes("s3cret"), answer.text);
			assert.match(answer.body.errors[0].message, /input/);
		});

	test("never quote a password written into the document", async () => {
		for (const literal of [
			"s3cret",
			"{ s3cret: 1 }",
			"[s3cret]",
			"123456789",
		]) {
			const answer = await graphql(
				server,
				`mutation { signIn(input: { principal: "x", password: ${literal} }) { token } }`,
				{},
				{},
			);
			assert.equal(answer.status, 400);
			assert.ok(!answer.body.errors[0].message.includes("s3cret"), answer.text);
			assert.ok(!answer.body.errors[0].message.includes("12345"), answer.text);
		}
	});

	test("C27, E12: of a busy server are 503 with Retry-After; of a fault, name the request", async () => {
		await using busy = await startServer();
		busy.app.store.cases.findById = async () => {
			throw new RequestError("databaseBusy", {});
		};
		const query = "{ caseByNumber(number: 1) { id } }";
		const refused = await graphql(busy, query);
		assert.equal(refused.status, 503);
		assert.equal(refused.headers.get("retry-after"), "1");
		busy.app.store.cases.findById = async () => {
			throw new Error("secret detail");
		};
		const broken = await graphql(busy, query);
		const [{ extensions }] = broken.body.errors;
		assert.equal(extensions.code, "INTERNAL_SERVER_ERROR");
		assert.match(extensions.requestId, /^[0-9a-f]{8}-\d+$/);
		const rest = await send(busy, "GET", "/api/v4/cases/1", {
			headers: party1,
		});
		assert.match(
			rest.body.errors["error.description"],
			/request [0-9a-f]{8}-\d+/,
		);
	});

	test("a number with odd digits is an Int or a SafeInt like any other", async () => {
		const answer = await send(server, "POST", "/graphql", {
			headers: party1,
			body: '{"query":"query ($n: SafeInt!, $first: Int) { caseByNumber(number: $n) { id } cases(first: $first) { edges { cursor } } }","variables":{"n":1.0,"first":10.0}}',
		});
		assert.equal(answer.status, 200, answer.text);
	});
});
