import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
	type GraphQLNamedType,
	isEnumType,
	isInputObjectType,
	isInterfaceType,
	isObjectType,
} from "graphql";
import {
	printedSchema,
	schemaOfDefaults,
} from "../../src/graphql/print-schema.ts";

test("schema.graphql is the schema as it is; run `npm run schema` after a change", () => {
	const file = new URL("../../schema.graphql", import.meta.url);
	const isSame = readFileSync(file, "utf8") === printedSchema();
	assert.ok(isSame, "schema.graphql is not what the code builds");
});

test("everything in the schema has a description", () => {
	const types = Object.values(schemaOfDefaults().getTypeMap()).filter(
		({ name }) => !name.startsWith("__"),
	);
	const bare = types.flatMap((type) => [
		...(type.description ? [] : [type.name]),
		...membersWithout(type),
	]);
	assert.deepEqual(bare, []);
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
