import type { GraphQLSchema } from "graphql";

/** What an error may say of the schema, to explain what was expected. */
export type ExplainOptions = {
	readonly schema: GraphQLSchema;
	/** Whether an error may name what the schema allows. */
	readonly mayName: boolean;
};
