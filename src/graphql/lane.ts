import type { ExecutionResult } from "graphql";
import type { GraphqlContext } from "./builder.ts";
import type { GraphqlRequest } from "./read-operation.ts";

/** One result, or one for each event of a subscription. */
export type Result = ExecutionResult | AsyncIterable<ExecutionResult>;

/** Runs an operation; what goes wrong is in the words of its result. */
export type RunOperation = (
	request: GraphqlRequest,
	context: GraphqlContext,
) => Promise<Result>;
