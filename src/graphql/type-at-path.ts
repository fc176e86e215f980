import {
	type GraphQLInputType,
	type GraphQLSchema,
	getNamedType,
	getNullableType,
	isInputObjectType,
	isListType,
	type TypeNode,
	typeFromAST,
} from "graphql";

/** The input type that a document or a message writes. */
export function readType(
	schema: GraphQLSchema,
	type: TypeNode,
): GraphQLInputType {
	return typeFromAST(schema, type as never) as GraphQLInputType;
}

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
