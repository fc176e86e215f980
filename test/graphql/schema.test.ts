import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import {
	type GraphQLNamedType,
	type GraphQLObjectType,
	getNamedType,
	isEnumType,
	isInputObjectType,
	isInterfaceType,
	isNonNullType,
	isObjectType,
	isScalarType,
} from "graphql";
import { scalarExpectations } from "../../src/graphql/messages/en.ts";
import {
	printedSchema,
	schemaOfDefaults,
} from "../../src/graphql/schema/print-schema.ts";

const schema = schemaOfDefaults();
const types = Object.values(schema.getTypeMap()).filter(
	({ name }) => !name.startsWith("__"),
);
const objects = types.filter(isObjectType);
const typeOf = (type: GraphQLObjectType, field: string) =>
	type.getFields()[field]?.type;

test("schema.graphql is the schema as it is; run `npm run schema` after a change", () => {
	const file = new URL("../../schema.graphql", import.meta.url);
	const isSame = readFileSync(file, "utf8") === printedSchema();
	assert.ok(isSame, "schema.graphql is not what the code builds");
});

test("everything in the schema has a description", () => {
	const bare = types.flatMap((type) => [
		...(type.description ? [] : [type.name]),
		...membersWithout(type),
	]);
	assert.deepEqual(bare, []);
});

test("every root field is nullable, so that one that fails leaves its siblings alone", () => {
	const roots = [
		schema.getQueryType(),
		schema.getMutationType(),
		schema.getSubscriptionType(),
	];
	const required = roots.flatMap((root) =>
		Object.values(root?.getFields() ?? {})
			.filter(({ type }) => isNonNullType(type))
			.map(({ name }) => `${root}.${name}`),
	);
	assert.deepEqual(required, []);
});

test("what has pages ends in Connection, and its entries in Edge", () => {
	const connections = objects.filter(
		(type) => typeOf(type, "pageInfo") || typeOf(type, "edges"),
	);
	assert.ok(connections.length > 1);
	for (const type of connections) {
		assert.match(type.name, /Connection$/);
		assert.equal(String(typeOf(type, "pageInfo")), "PageInfo!");
		const edge = getNamedType(typeOf(type, "edges"));
		assert.match(String(edge), /Edge$/);
	}
	const named = objects.filter(({ name }) => /Connection$/.test(name));
	assert.deepEqual(named, connections);
});

test("what has an id is a node", () => {
	const withId = objects.filter((type) => String(typeOf(type, "id")) === "ID!");
	const nodes = objects.filter((type) =>
		type.getInterfaces().some(({ name }) => name === "Node"),
	);
	assert.ok(withId.length > 0);
	assert.deepEqual(withId, nodes);
});

test("an error can say of every scalar what it takes", () => {
	const wordless = types
		.filter(isScalarType)
		.filter(({ name }) => !scalarExpectations[name]);
	assert.deepEqual(wordless, []);
});

test("the schema's description names the headers of a call, and documents that there are", () => {
	const { description } = schema;
	assert.ok(description);
	for (const header of [
		...["Thalamus-Touchpoint", "Thalamus-Token", "Authorization"],
		...["Idempotency-Key", "Thalamus-Activity", "Thalamus-Tags"],
		...["Thalamus-Source", "Accept", "Retry-After", "RateLimit-Policy"],
	])
		assert.ok(description.includes(`\`${header}`), header);
	for (const code of ["PREFLIGHT_REQUIRED", "PERSISTED_QUERY_NOT_SUPPORTED"])
		assert.ok(description.includes(`\`${code}\``), code);
	const documents = [...description.matchAll(/`([\w/]+\.md)`/g)];
	assert.ok(documents.length > 0);
	for (const [, path = ""] of documents)
		assert.ok(existsSync(new URL(`../../${path}`, import.meta.url)), path);
	assert.doesNotMatch(description, /https?:/);
});

function membersWithout(type: GraphQLNamedType): string[] {
	if (isEnumType(type))
		return type
			.getValues()
			.filter(({ description }) => !description)
			.map(({ name }) => `${type.name}.${name}`);
	if (isInputObjectType(type))
		return Object.values(type.getFields())
			.filter(({ description }) => !description)
			.map(({ name }) => `${type.name}.${name}`);
	if (!isObjectType(type) && !isInterfaceType(type)) return [];
	return Object.values(type.getFields()).flatMap((field) => [
		...(field.description ? [] : [`${type.name}.${field.name}`]),
		...field.args
			.filter(({ description }) => !description)
			.map(({ name }) => `${type.name}.${field.name}(${name})`),
	]);
}
