import type { GraphQLSchema } from "graphql";

/** Which names of the schema an error may use to explain what was expected. */
export type ExplainOptions = {
	readonly schema: GraphQLSchema;
	/** Whether an error may name what the schema allows. */
	readonly mayName: boolean;
};
