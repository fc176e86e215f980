import {
	type GraphQLInputType,
	getNamedType,
	getNullableType,
	isInputObjectType,
	isListType,
} from "graphql";

/** The type of a value inside a value of this type, by a path such as `input.cases[0].status`. */
export function typeAtPath(
	type: GraphQLInputType,
	path: string,
): GraphQLInputType {
	let inner = type;
	for (const [, member] of path.matchAll(/\.(\w+)|\[\d+\]/g)) {
		const nullable = getNullableType(inner);
		const named = getNamedType(inner);
		if (member === undefined && isListType(nullable)) inner = nullable.ofType;
		else if (member !== undefined && isInputObjectType(named))
			inner = named.getFields()[member]?.type ?? inner;
	}
	return inner;
}
