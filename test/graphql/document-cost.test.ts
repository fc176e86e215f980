import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertNothingStored } from "../rest/v4/stored.ts";
import { leastCpuTime } from "../support/cpu-time.ts";
import { graphql } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

const times = (count: number, part: (index: number) => string) =>
	Array.from({ length: count }, (_, index) => part(index)).join(" ");
const create =
	'createCase(input: { categoryCode: "Reclamo", typeCode: "Telefonico" }) { case { number } }';
const chain = (count: number) =>
	`{ ...F0 } ${times(count, (i) => `fragment F${i} on Query { ...F${i + 1} }`)} fragment F${count} on Query { __typename }`;

const documents: [title: string, document: string][] = [
	[
		"C1: 101 aliases of __typename",
		`{ ${times(101, (i) => `a${i}: __typename`)} }`,
	],
	[
		"C1: 16 aliases in fragments",
		`{ ...A ...B } fragment A on Query { ${times(8, (i) => `a${i}: __typename`)} } fragment B on Query { ${times(8, (i) => `b${i}: __typename`)} }`,
	],
	[
		"C2: 1,000 aliases of a field",
		`{ ${times(1000, (i) => `a${i}: viewer { email }`)} }`,
	],
	[
		"C3: 100 creates in a document",
		`mutation { ${times(100, (i) => `a${i}: ${create}`)} }`,
	],
	[
		"C3: 2 creates in a fragment",
		`mutation { ...A } fragment A on Mutation { a: ${create} b: ${create} }`,
	],
	["C4: a field 10,000 times", `{ ${"__typename ".repeat(10_000)} }`],
	["C4: a field 900 times", `{ ${"__typename ".repeat(900)} }`],
	[
		"C5: 200 inline fragments of 100 fields",
		`{ ${times(200, () => `... on Query { ${"__typename ".repeat(100)} }`)} }`,
	],
	[
		"C5: 60 inline fragments of 12 fields",
		`{ ${times(60, () => `... on Query { ${"__typename ".repeat(12)} }`)} }`,
	],
	[
		"C6: fragments that fan out to 2^20",
		`{ ...F0 } ${times(20, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F20 on Query { __typename }`,
	],
	[
		"C6: fragments that fan out to 2^100",
		`{ ...F0 } ${times(100, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F100 on Query { __typename }`,
	],
	[
		"C7: fragments in a circle",
		"{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
	],
	[
		"C7: a fragment that nobody uses",
		"{ __typename } fragment A on Query { __typename }",
	],
	["C7: a chain of 10,000 fragments", chain(10_000)],
	[
		"C8: depth 50",
		`{ cases { edges { node { ${"comments { case { ".repeat(23)} number ${"} } ".repeat(23)} } } } }`,
	],
	[
		"C9: 10 directives nobody knows",
		`{ __typename ${times(10, (i) => `@a${i}`)} }`,
	],
	["C9: 60 times @skip", `{ __typename ${"@skip(if: true) ".repeat(60)} }`],
	[
		"C9: 11 directives of an operation",
		`query A ${"@skip(if: true) ".repeat(11)} { __typename }`,
	],
	["C9: 2,000 directives", `{ __typename ${"@skip ".repeat(2000)} }`],
	[
		"C21: 300 variables",
		`query (${times(300, (i) => `$a${i}: Int`)}) { __typename }`,
	],
	[
		"C21: 200 variables nobody uses",
		`query (${times(200, (i) => `$a${i}: Int`)}) { __typename }`,
	],
	[
		"C21: one variable 200 times",
		`query (${"$a: Int ".repeat(200)}) { __typename }`,
	],
	[
		"C21: 1,000 variables that are not defined",
		`{ ${times(1000, (i) => `node(id: $a${i}) { id }`)} }`,
	],
	[
		"C24: a literal nested 400 deep",
		`mutation { createCase(input: { categoryCode: "Reclamo", typeCode: "Telefonico", caseData: { a: ${"[".repeat(400)}${"]".repeat(400)} } }) { case { number } } }`,
	],
	[
		"C24: a preset nested 33 deep",
		`query ($a: JSONObject = ${"{a:".repeat(33)}1${"}".repeat(33)}) { __typename }`,
	],
	["C28: @defer", "{ ... @defer { __typename } }"],
	["C28: @stream", "{ cases { edges @stream { cursor } } }"],
	["C28: an unknown type of operation", "change { __typename }"],
];

describe("a document that would cost too much", () => {
	for (const [title, document] of documents)
		test(`${title}: 400 in at most 20 ms, with at most 3 errors, and nothing runs`, async () => {
			const spent = await leastCpuTime(async (attempt) => {
				const answer = await graphql(server, `${document} #${attempt}`);
				assert.equal(answer.status, 400, answer.text);
				assert.ok(!("data" in answer.body));
				assert.ok(answer.body.errors.length <= 3, answer.text);
				for (const { extensions } of answer.body.errors)
					assert.equal(extensions.code, "BAD_USER_INPUT");
			});
			assert.ok(spent <= 20, `${spent} ms`);
			assertNothingStored(server);
		});

	test("C7: a chain of 100 fragments is answered", async () => {
		const { body } = await graphql(server, chain(100));
		assert.deepEqual(body, { data: { __typename: "Query" } });
	});
});
