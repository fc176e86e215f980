import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { getIntrospectionQuery } from "graphql";
import { graphql, party1 } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

let server: TestServer;
before(async () => {
	server = await startServer({ INTROSPECTION: "off" });
});
after(() => server[Symbol.asyncDispose]());

const circle = (depth: number) =>
	`{ __schema { types { ${"fields { type { ".repeat(depth)} name ${"} } ".repeat(depth)} } } }`;

describe("where introspection is off", () => {
	for (const document of [
		getIntrospectionQuery(),
		'{ __type(name: "Case") { name } }',
		'{ ...A } fragment A on Query { a: __type(name: "Case") { name } }',
		circle(50),
	])
		test(`C11: ${document.slice(0, 40)} gets 400 and nothing of the schema`, async () => {
			const answer = await graphql(server, document);
			assert.equal(answer.status, 400);
			assert.ok(!("data" in answer.body));
			for (const { extensions } of answer.body.errors)
				assert.equal(extensions.code, "BAD_USER_INPUT");
		});

	test("C11: __typename is answered", async () => {
		const { body } = await graphql(server, "{ __typename }");
		assert.deepEqual(body.data, { __typename: "Query" });
	});

	const create =
		"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } } }";
	const misspelt: [document: string, variables?: object][] = [
		["{ viewr { email } }"],
		["{ cases(frist: 1) { edges { cursor } } }"],
		["{ viewer }"],
		["{ __typename @skp(if: true) }"],
		["query ($a: CreateCaseInpt!) { __typename }"],
		[
			'mutation { createCase(input: { categoryCod: "a" }) { case { number } } }',
		],
		[
			"{ cases(orderBy: { field: NUMBR, direction: ASC }) { edges { cursor } } }",
		],
		["{ ... on Quer { __typename } }"],
		[create, { input: { categoryCod: "Reclamo", typeCode: "Telefonico" } }],
		[create, { input: { categoryCode: "a", typeCode: "b", statu: "c" } }],
	];
	for (const [document, variables = {}] of misspelt)
		test(`C12: ${document.slice(0, 50)} ${Object.keys(variables)} gets no name that it did not send`, async () => {
			const answer = await graphql(server, document, variables, party1);
			assert.equal(answer.status, 400, answer.text);
			assert.doesNotMatch(answer.text, /did you mean/i);
		});

	test("C12: and where it is on, they are told", async () => {
		await using open = await startServer();
		const { text } = await graphql(open, "{ viewr { email } }");
		assert.match(text, /Did you mean \\"viewer\\"/);
	});

	test("C11: deep introspection is refused where it is on, too", async () => {
		await using open = await startServer();
		const answer = await graphql(open, circle(50));
		assert.equal(answer.status, 400);
		assert.ok(!("data" in answer.body));
	});
});
