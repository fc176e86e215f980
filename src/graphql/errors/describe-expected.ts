import {
	type GraphQLInputType,
	getNamedType,
	getNullableType,
	isEnumType,
	isInputObjectType,
	isListType,
} from "graphql";
import type { Expected, ExpectedValues } from "./expected.ts";

type ExpectedOptions = {
	/** Whether the names of an enum or an input may be told to who may not see the schema. */
	readonly mayName: boolean;
	/** Whether the value is null. */
	readonly isNull?: boolean;
	/** Whether the value stands in a document, where names of an enum have no quotes. */
	readonly isLiteral?: boolean;
};

/** What a value of this type must be. */
export function describeExpected(
	type: GraphQLInputType,
	{ mayName, isNull = false, isLiteral = false }: ExpectedOptions,
): Expected {
	return {
		type: String(type),
		values: valuesOf(type, mayName),
		isUnquoted: isLiteral && isEnumType(getNamedType(type)),
		isNull,
	};
}

function valuesOf(type: GraphQLInputType, mayName: boolean): ExpectedValues {
	const inner = getNullableType(type);
	if (isListType(inner))
		return { kind: "list", of: valuesOf(inner.ofType, mayName) };
	if (isEnumType(inner)) {
		const names = inner.getValues().map(({ name }) => name);
		return { kind: "enum", names: mayName ? names : null };
	}
	if (isInputObjectType(inner)) {
		const members = Object.keys(inner.getFields());
		return { kind: "object", members: mayName ? members : null };
	}
	return { kind: "scalar", name: inner.name };
}
