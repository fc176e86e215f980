import type { ExecutionResult, GraphQLSchema } from "graphql";
import type { GraphqlContext } from "./builder.ts";
import { createExpressLane } from "./express-lane.ts";
import type { GraphqlRequest } from "./read-operation.ts";
import { createWordErrors } from "./word-errors.ts";
import { createYogaLane } from "./yoga-lane.ts";

/** One result, or one for each event of a subscription. */
export type Result = ExecutionResult | AsyncIterable<ExecutionResult>;

/** Runs an operation; what goes wrong is in the words of its result. */
export type RunOperation = (
	request: GraphqlRequest,
	context: GraphqlContext,
) => Promise<Result>;

export type RunOptions = {
	readonly schema: GraphQLSchema;
	readonly introspection: boolean;
};

/** Both ways of an operation: the express lane when its document has run before, Yoga for everything else. */
export function createRunOperation(options: RunOptions): RunOperation {
	const { express, yoga } = createLanes(options);
	return async (request, context) =>
		(await express.run(request, context)) ?? yoga(request, context);
}

export function createLanes({ schema, introspection }: RunOptions) {
	const wordErrors = createWordErrors({ suggestions: introspection });
	const express = createExpressLane({ schema, wordErrors });
	const { admit } = express;
	const yoga = createYogaLane({ schema, introspection, wordErrors, admit });
	return { express, yoga };
}
