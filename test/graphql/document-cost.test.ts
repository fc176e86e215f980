import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertNothingStored } from "../rest/v4/stored.ts";
import { assertGrowsLinearly } from "../support/assert-cost.ts";
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

function fanOut(depth: number): string {
	const last = `fragment F${depth} on Query { __typename }`;
	return `{ ...F0 } ${times(depth, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} ${last}`;
}

/** A document of a size */
const documents: [
	title: string,
	size: number,
	document: (size: number) => string,
][] = [
	[
		"C1: 101 aliases of __typename",
		101,
		(n) => `{ ${times(n, (i) => `a${i}: __typename`)} }`,
	],
	[
		"C1: 16 aliases in two fragments",
		8,
		(n) =>
			`{ ...A ...B } fragment A on Query { ${times(n, (i) => `a${i}: __typename`)} } fragment B on Query { ${times(n, (i) => `b${i}: __typename`)} }`,
	],
	[
		"C2: 1,000 aliases of a field",
		1_000,
		(n) => `{ ${times(n, (i) => `a${i}: viewer { email }`)} }`,
	],
	[
		"C3: 100 creates in a document",
		100,
		(n) => `mutation { ${times(n, (i) => `a${i}: ${create}`)} }`,
	],
	[
		"C3: 2 creates in a fragment",
		2,
		(n) =>
			`mutation { ...A } fragment A on Mutation { ${times(n, (i) => `a${i}: ${create}`)} }`,
	],
	["C4: a field 10,000 times", 10_000, (n) => `{ ${"__typename ".repeat(n)} }`],
	["C4: a field 900 times", 900, (n) => `{ ${"__typename ".repeat(n)} }`],
	[
		"C5: 200 inline fragments of 100 fields",
		200,
		(n) =>
			`{ ${times(n, () => `... on Query { ${"__typename ".repeat(100)} }`)} }`,
	],
	[
		"C5: 60 inline fragments of 12 fields",
		60,
		(n) =>
			`{ ${times(n, () => `... on Query { ${"__typename ".repeat(12)} }`)} }`,
	],
	["C6: fragments that fan out to 2^20", 20, fanOut],
	["C6: fragments that fan out to 2^100", 100, fanOut],
	["C7: a chain of 10,000 fragments", 10_000, chain],
	[
		"C7: fragments in a circle",
		2,
		(n) =>
			`{ ...F0 } ${times(n, (i) => `fragment F${i} on Query { ...F${(i + 1) % n} }`)}`,
	],
	[
		"C7: a fragment that nobody uses",
		1,
		(n) =>
			`{ __typename } ${times(n, (i) => `fragment F${i} on Query { __typename }`)}`,
	],
	[
		"C8: depth 50",
		23,
		(n) =>
			`{ cases { edges { node { ${"comments { case { ".repeat(n)} number ${"} } ".repeat(n)} } } } }`,
	],
	[
		"C9: 10 directives nobody knows",
		10,
		(n) => `{ __typename ${times(n, (i) => `@a${i}`)} }`,
	],
	[
		"C9: 60 times @skip",
		60,
		(n) => `{ __typename ${"@skip(if: true) ".repeat(n)} }`,
	],
	[
		"C9: 11 directives of an operation",
		11,
		(n) => `query A ${"@skip(if: true) ".repeat(n)} { __typename }`,
	],
	[
		"C9: 2,000 directives",
		2_000,
		(n) => `{ __typename ${"@skip ".repeat(n)} }`,
	],
	[
		"C21: 300 variables",
		300,
		(n) => `query (${times(n, (i) => `$a${i}: Int`)}) { __typename }`,
	],
	[
		"C21: 200 variables nobody uses",
		200,
		(n) => `query (${times(n, (i) => `$a${i}: Int`)}) { __typename }`,
	],
	[
		"C21: one variable 200 times",
		200,
		(n) => `query (${"$a: Int ".repeat(n)}) { __typename }`,
	],
	[
		"C21: 1,000 variables that are not defined",
		1_000,
		(n) => `{ ${times(n, (i) => `node(id: $a${i}) { id }`)} }`,
	],
	[
		"C24: a literal nested 400 deep",
		400,
		(n) =>
			`mutation { createCase(input: { categoryCode: "Reclamo", typeCode: "Telefonico", caseData: { a: ${"[".repeat(n)}${"]".repeat(n)} } }) { case { number } } }`,
	],
	[
		"C24: a preset nested 33 deep",
		33,
		(n) =>
			`query ($a: JSONObject = ${"{a:".repeat(n)}1${"}".repeat(n)}) { __typename }`,
	],
	["C28: @defer", 1, (n) => times(n, () => "{ ... @defer { __typename } }")],
	[
		"C28: @stream",
		1,
		(n) => times(n, () => "{ cases { edges @stream { cursor } } }"),
	],
	[
		"C28: an unknown type of operation",
		1,
		(n) => times(n, () => "change { __typename }"),
	],
];

describe("a document that would cost too much", () => {
	for (const [title, size, document] of documents)
		test(`${title}: 400 with at most 3 errors, at a cost that only its length adds to, and nothing runs`, async () => {
			let sent = 0;
			await assertGrowsLinearly(async (length) => {
				const answer = await graphql(server, `${document(length)} #${sent++}`);
				assert.equal(answer.status, 400, answer.text);
				assert.ok(!("data" in answer.body));
				assert.ok(answer.body.errors.length <= 3, answer.text);
				for (const { extensions } of answer.body.errors)
					assert.equal(extensions.code, "BAD_USER_INPUT");
			}, size);
			assertNothingStored(server);
		});

	test("C7: a chain of 100 fragments is answered", async () => {
		const { body } = await graphql(server, chain(100));
		assert.deepEqual(body, { data: { __typename: "Query" } });
	});
});
