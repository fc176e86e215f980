import type { DocumentNode, ExecutionResult, GraphQLSchema } from "graphql";
import type { GraphqlRequest } from "../http/read-operation.ts";
import type { GraphqlContext } from "../schema/builder.ts";

export type ExecutionOptions = {
	readonly schema: GraphQLSchema;
	/** Whether callers may see the schema. */
	readonly introspection: boolean;
};

/** One result, or one for each event of a subscription. */
export type Result = ExecutionResult | AsyncIterable<ExecutionResult>;

/** Runs an operation; a failure is among the errors of its result. */
export type RunOperation = (
	request: GraphqlRequest,
	context: GraphqlContext,
) => Promise<Result>;

/** An execution for some operations, which is asked before Yoga. */
export type FirstExecution = {
	/** Null for an operation that is left to Yoga; no part of it has run. */
	readonly run: (
		request: GraphqlRequest,
		context: GraphqlContext,
	) => Promise<ExecutionResult> | null;
	/** Told each document that Yoga has parsed and that every rule has let pass, when it runs. */
	readonly remember: (text: string, document: DocumentNode) => void;
};
