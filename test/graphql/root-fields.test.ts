import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { getNamedType, isLeafType, isNonNullType } from "graphql";
import { schemaOfDefaults } from "../../src/graphql/schema/print-schema.ts";
import { nobodyAt } from "../rest/v4/callers.ts";
import { graphql, party1 } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";
import { globalId } from "./change.ts";

const query = schemaOfDefaults().getQueryType();
/** Each root field of a query that nobody may ask for, as a document has it, with what it must have. */
const fields = Object.values(query?.getFields() ?? {})
	.filter(({ name }) => name !== "viewer")
	.map(({ name, args, type }) => {
		const needed = args
			.filter((argument) => isNonNullType(argument.type))
			.map((argument) => `${argument.name}: ${sample(argument.type)}`);
		const list = needed.length > 0 ? `(${needed.join(", ")})` : "";
		const members = isLeafType(getNamedType(type)) ? "" : " { __typename }";
		return { name, text: `${name}${list}${members}` };
	});

function sample(type: unknown): string {
	const id = `"${globalId("Case", 1)}"`;
	const values: Record<string, string> = {
		"ID!": id,
		"[ID!]!": `[${id}]`,
		"SafeInt!": "1",
		"String!": '"k"',
	};
	const value = values[String(type)];
	assert.ok(value, `The test has no value of type ${type}.`);
	return value;
}

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

describe("a root field that fails", () => {
	for (const { name, text } of fields)
		test(`leaves its siblings alone: ${name}`, async () => {
			const { status, body } = await graphql(
				server,
				`{ __typename viewer { email } ${text} }`,
				{},
				nobodyAt("web"),
			);
			assert.equal(status, 200);
			const data = { __typename: "Query", viewer: null, [name]: null };
			assert.deepEqual(body.data, data);
			assert.deepEqual(
				body.errors.map(({ path }: { path: string[] }) => path),
				[[name]],
			);
			assert.equal(body.errors[0].extensions.code, "UNAUTHENTICATED");
		});

	test("leaves what a signed-in caller asks for beside it", async () => {
		const { body } = await graphql(
			server,
			"{ viewer { email } bad: cases(first: 0) { totalCount } good: cases { totalCount } }",
			{},
			party1,
		);
		assert.deepEqual(body.data, {
			viewer: { email: "party1@example.com" },
			bad: null,
			good: { totalCount: 0 },
		});
		assert.equal(body.errors.length, 1);
	});

	test("is told for each, where all of them fail", async () => {
		const { body } = await graphql(
			server,
			`{ ${fields.map(({ text }) => text).join(" ")} }`,
			{},
			{},
		);
		assert.ok(
			Object.values(body.data)
				.flat()
				.every((value) => value === null),
		);
		assert.deepEqual(
			body.errors
				.map(({ path: [name] }: { path: string[] }) => name)
				.toSorted(),
			fields.map(({ name }) => name).toSorted(),
		);
	});
});
