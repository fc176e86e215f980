import {
	type GraphQLError,
	GraphQLScalarType,
	Kind,
	type ObjectValueNode,
	type ValueNode,
} from "graphql";
import { GraphQLJSONObject } from "graphql-scalars";
import { ExactNumber, readNumber } from "../../domain/input/exact-number.ts";
import type { Sentence } from "../../domain/sentence.ts";
import { SentenceGraphqlError } from "../errors/sentence-graphql-error.ts";
import { sayGraphql } from "../messages/say-graphql.ts";

const deepest = 32;
const mostKeys = 256;
const reservedKeys = new Set(["__proto__", "constructor", "prototype"]);

type Json = Record<string, unknown>;
/** graphql-scalars says object, of whose keys TypeScript knows nothing. */
const base = GraphQLJSONObject as GraphQLScalarType<Json, Json>;

type Variables = Readonly<Record<string, unknown>> | null | undefined;

/**
 * graphql-scalars' JSONObject with another reading of literals: numbers keep the digits they are written with,
 * unsafe ones and reserved keys are refused, as the strict JSON reader does for variables. `[]` is an empty
 * object on input, because PHP writes one so.
 */
export const jsonObject = new GraphQLScalarType<Json>({
	...base.toConfig(),
	name: "JSONObject",
	description:
		'A JSON object. Numbers keep their digits; text, as in `"12.50"`, is the exact form of a decimal in every client.',
	parseValue: (value) => {
		if (Array.isArray(value) && value.length === 0) return {};
		const plain = value instanceof ExactNumber ? Number(value.text) : value;
		return base.parseValue(plain);
	},
	parseLiteral: (node, variables) => {
		if (node.kind === Kind.LIST && node.values.length === 0) return {};
		if (node.kind !== Kind.OBJECT)
			throw refused(sayGraphql("jsonNotAnObject", {}), node);
		return readObject(node, variables, 1);
	},
});

function readObject(
	node: ObjectValueNode,
	variables: Variables,
	depth: number,
): Record<string, unknown> {
	if (depth > deepest)
		throw refused(sayGraphql("jsonNestedTooDeep", { most: deepest }), node);
	if (node.fields.length > mostKeys)
		throw refused(sayGraphql("jsonTooManyKeys", { most: mostKeys }), node);
	const object: Record<string, unknown> = {};
	for (const { name, value } of node.fields) {
		if (reservedKeys.has(name.value))
			throw refused(sayGraphql("jsonKeyReserved", { key: name.value }), node);
		object[name.value] = readValue(value, variables, depth);
	}
	return object;
}

function readValue(
	node: ValueNode,
	variables: Variables,
	depth: number,
): unknown {
	switch (node.kind) {
		case Kind.STRING:
		case Kind.BOOLEAN:
			return node.value;
		case Kind.INT:
		case Kind.FLOAT:
			return readNumberNode(node);
		case Kind.NULL:
			return null;
		case Kind.OBJECT:
			return readObject(node, variables, depth + 1);
		case Kind.LIST:
			if (depth >= deepest)
				throw refused(sayGraphql("jsonNestedTooDeep", { most: deepest }), node);
			return node.values.map((value) => readValue(value, variables, depth + 1));
		case Kind.VARIABLE:
			return variables?.[node.name.value];
		case Kind.ENUM:
			throw refused(sayGraphql("jsonName", {}), node);
	}
}

function readNumberNode(node: ValueNode & { readonly value: string }) {
	const number = readNumber(node.value);
	if (number === null) throw refused(sayGraphql("jsonNumberInexact", {}), node);
	return number;
}

function refused(sentence: Sentence, node: ValueNode): GraphQLError {
	return new SentenceGraphqlError(sentence, { nodes: node });
}
