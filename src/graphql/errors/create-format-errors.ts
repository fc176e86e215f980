import { type ExecutionResult, GraphQLError } from "graphql";
import type { GraphqlContext } from "../schema/builder.ts";
import type { ErrorCode } from "./errors.ts";
import type { ExplainOptions } from "./explain-options.ts";
import { explainRequestError } from "./explain-request-error.ts";

/** Codes of errors that did not come from the schema: a subscription refused at its start has no data either. */
const ownCodes: ReadonlySet<unknown> = new Set<ErrorCode>([
	"UNAUTHENTICATED",
	"FORBIDDEN",
	"RATE_LIMITED",
	"INTERNAL_SERVER_ERROR",
]);

/** Formats the errors of one result for the caller. */
export type FormatErrors = (
	result: ExecutionResult,
	context: GraphqlContext,
) => ExecutionResult;

/**
 * What the schema itself refuses, before any resolver runs, is BAD_USER_INPUT and quotes no value of a caller; a fault of
 * ours is logged, and names the request it is logged with.
 */
export function createFormatErrors(options: ExplainOptions): FormatErrors {
	return (result, context) => {
		if (!result.errors) return result;
		const isRequestError = !("data" in result);
		const errors = result.errors.map((error) =>
			isRequestError && !ownCodes.has(error.extensions.code)
				? asRequestError(error, options)
				: withRequestId(error, context),
		);
		return { ...result, errors };
	};
}

/** graphql-js ends an error with names of the schema that are like the one it does not know. */
const withoutHints = (message: string) =>
	message.replace(/ Did you mean [\s\S]*$/, "");

function asRequestError(
	error: GraphQLError,
	options: ExplainOptions,
): GraphQLError {
	const message = explainRequestError(error, options);
	const status = error.extensions.http?.status ?? 400;
	return new GraphQLError(options.mayName ? message : withoutHints(message), {
		source: error.source ?? null,
		positions: error.positions ?? null,
		extensions: { code: "BAD_USER_INPUT", http: { status } },
	});
}

/** Logs a fault; a refusal has the same code and no cause, and is no news. */
function withRequestId(
	error: GraphQLError,
	{ log, requestId }: GraphqlContext,
): GraphQLError {
	const { originalError, extensions } = error;
	if (extensions.code !== "INTERNAL_SERVER_ERROR" || !originalError)
		return error;
	log.error({ err: originalError, path: error.path }, "a resolver failed");
	return new GraphQLError(error.message, {
		source: error.source ?? null,
		positions: error.positions ?? null,
		path: error.path ?? null,
		extensions: { ...extensions, requestId },
	});
}
