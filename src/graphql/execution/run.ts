import type { ExecutionResult } from "graphql";
import type { GraphqlRequest } from "../http/read-operation.ts";
import type { GraphqlContext } from "../schema/builder.ts";

/** One result, or one for each event of a subscription. */
export type Result = ExecutionResult | AsyncIterable<ExecutionResult>;

/** Runs an operation; what goes wrong is in the words of its result. */
export type RunOperation = (
	request: GraphqlRequest,
	context: GraphqlContext,
) => Promise<Result>;
