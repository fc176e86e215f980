import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	type GraphQLField,
	type GraphQLInputObjectType,
	type GraphQLInputType,
	getNamedType,
	getNullableType,
	isInputObjectType,
	isListType,
	isNonNullType,
} from "graphql";
import { schemaOfDefaults } from "../../src/graphql/schema/print-schema.ts";
import { countStored } from "../rest/v4/stored.ts";
import { graphql, operator1, party1, party2 } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";
import { globalId, type NewCase, newCase } from "./change.ts";

const schema = schemaOfDefaults();
const isId = (type: GraphQLInputType) => getNamedType(type).name === "ID";

/** Every place of the schema that takes an id: an argument of a query, or a member of an input of a mutation. */
const places = [schema.getQueryType(), schema.getMutationType()].flatMap(
	(root) =>
		Object.values(root?.getFields() ?? {}).flatMap((field) =>
			field.args.flatMap(({ name, type }) => {
				const input = getNamedType(type);
				if (isId(type)) return [{ field, kind: "query", name, type }];
				return isInputObjectType(input)
					? Object.values(input.getFields())
							.filter((member) => isId(member.type))
							.map((member) => ({
								field,
								kind: "mutation",
								name: member.name,
								type: member.type,
							}))
					: [];
			}),
		),
);

let server: TestServer;
let made: NewCase;
before(async () => {
	server = await startServer();
	made = await newCase(server);
});
after(() => server[Symbol.asyncDispose]());

/** A value that each required member of an input takes. */
function goodValue(name: string, type: GraphQLInputType): unknown {
	const { id, commentId, attachmentId } = made;
	const ids: Record<string, string> = { id, commentId, attachmentId };
	const inner = getNamedType(type);
	if (isId(type)) return ids[name];
	return isInputObjectType(inner)
		? { fileName: "b.txt", content: "aGk=" }
		: "Open";
}

function ask(
	field: GraphQLField<unknown, unknown>,
	kind: string,
	name: string,
	value: unknown,
) {
	const [argument] = field.args;
	assert.ok(argument);
	const document = `${kind} ($value: ${argument.type}) { ${field.name}(${argument.name}: $value) { __typename } }`;
	const headers = /transition|assign/.test(field.name) ? operator1 : party1;
	if (kind === "query") return graphql(server, document, { value }, headers);
	const { getFields } = getNamedType(argument.type) as GraphQLInputObjectType;
	const input = Object.fromEntries(
		Object.values(getFields.call(getNamedType(argument.type)))
			.filter(({ type }) => isNonNullType(type))
			.map((member) => [member.name, goodValue(member.name, member.type)]),
	);
	return graphql(
		server,
		document,
		{ value: { ...input, [name]: value } },
		headers,
	);
}

describe("what is no global id", () => {
	test("may be sent to the places that are known", () => {
		assert.deepEqual(
			places.map(({ field, name }) => `${field.name}.${name}`).toSorted(),
			[
				...["addCaseAttachment.id", "addCaseComment.id", "assignCase.id"],
				...["case.id", "deleteCaseAttachment.attachmentId"],
				...["deleteCaseAttachment.id", "node.id", "nodes.ids"],
				...["transitionCase.id", "updateCase.id"],
				...["updateCaseComment.commentId", "updateCaseComment.id"],
			],
		);
	});

	for (const { field, kind, name, type } of places)
		test(`is refused with BAD_USER_INPUT by ${field.name}, ${name}`, async () => {
			const stored = countStored(server);
			const isList = isListType(getNullableType(type));
			for (const id of [
				...["nonsense", "", " ", "Case:1", made.number, `${made.id} `],
				...[globalId("Nada", 1), globalId("UserError", 1), btoa("Case")],
			]) {
				const value = isList ? [made.id, id] : id;
				const { status, body, text } = await ask(field, kind, name, value);
				assert.equal(status, 200, text);
				assert.deepEqual(body.data, { [field.name]: null }, text);
				const [{ extensions, path, message }] = body.errors;
				assert.equal(extensions.code, "BAD_USER_INPUT");
				assert.deepEqual(path, [field.name]);
				assert.match(message, /\bid\b/i);
			}
			assert.deepEqual(countStored(server), stored);
		});

	test("is not a well-formed id of a case that is not there, or is another's: that is null, in each alike", async () => {
		const document =
			"query ($id: ID!) { case(id: $id) { id } node(id: $id) { id } nodes(ids: [$id]) { id } }";
		const nothing = { data: { case: null, node: null, nodes: [null] } };
		for (const [id, headers] of [
			[made.id, party2],
			[globalId("Case", 999_999), party1],
			[globalId("Case", 0), party1],
			[globalId("Case", "9".repeat(30)), party1],
		] as const) {
			const { body } = await graphql(server, document, { id }, headers);
			assert.deepEqual(body, nothing);
		}
	});

	test("is refused by case for an id of another type, which a node has", async () => {
		const { body } = await graphql(
			server,
			"query ($id: ID!) { case(id: $id) { id } node(id: $id) { id } }",
			{ id: made.commentId },
		);
		assert.deepEqual(body.data, { case: null, node: { id: made.commentId } });
		assert.match(
			body.errors[0].message,
			/^id must be the id of a Case, as Case.id gives it/,
		);
	});
});
