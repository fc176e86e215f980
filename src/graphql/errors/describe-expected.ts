import {
	type GraphQLInputType,
	getNamedType,
	getNullableType,
	isEnumType,
	isInputObjectType,
	isListType,
} from "graphql";

/** What each scalar takes. */
export const scalarExpectations: Readonly<Record<string, string>> = {
	Boolean: "true or false",
	DateTime:
		"a string with date, time and zone, such as 2026-05-01T12:00:00Z or 2026-05-01T12:00:00-05:00",
	Float: "a number",
	ID: "a string or an integer",
	Int: "an integer from -2147483648 to 2147483647",
	JSONObject: "a JSON object",
	SafeInt: "an integer from -9007199254740991 to 9007199254740991",
	String: "a string",
};

export type ExpectedOptions = {
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
): string {
	const values = describeValues(type, mayName);
	const quotes =
		isLiteral && isEnumType(getNamedType(type)) ? ", without quotes" : "";
	return `expected a value of type "${type}": ${values}${quotes}${isNull ? ", not null" : ""}.`;
}

function describeValues(type: GraphQLInputType, mayName: boolean): string {
	const inner = getNullableType(type);
	if (isListType(inner))
		return `a list, each entry ${describeValues(inner.ofType, mayName)}`;
	if (isEnumType(inner)) {
		const names = inner.getValues().map(({ name }) => name);
		return mayName ? `one of ${names.join(", ")}` : "a name of this enum";
	}
	if (isInputObjectType(inner))
		return mayName
			? `an object that may have ${Object.keys(inner.getFields()).join(", ")}`
			: "an object";
	return scalarExpectations[inner.name] ?? "a value of this scalar";
}
