import {
	type GraphQLInputType,
	type GraphQLSchema,
	type TypeNode,
	typeFromAST,
} from "graphql";

/** The input type that a document or a message writes; the schema has it, since the document was validated or the message is graphql-js'. */
export function readType(
	schema: GraphQLSchema,
	type: TypeNode,
): GraphQLInputType {
	// graphql-js cannot know that the type is there.
	return typeFromAST(schema, type) as GraphQLInputType;
}
