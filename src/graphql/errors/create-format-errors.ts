import { type ExecutionResult, GraphQLError } from "graphql";
import type { Language } from "../../domain/language.ts";
import type { GraphqlContext } from "../schema/builder.ts";
import type { ErrorCode } from "./errors.ts";
import type { ExplainOptions } from "./explain-options.ts";
import { explainRequestError } from "./explain-request-error.ts";
import { sentenceIn } from "./sentence-graphql-error.ts";

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
 * ours is logged, and names the request it is logged with. Every sentence is in the caller's language.
 */
export function createFormatErrors(options: ExplainOptions): FormatErrors {
	return (result, context) => {
		if (!result.errors) return result;
		const { language } = context.domain;
		const isRequestError = !("data" in result);
		const errors = result.errors.map((error) =>
			isRequestError && !ownCodes.has(error.extensions.code)
				? asRequestError(error, options, language)
				: withRequestId(error, context),
		);
		return { ...result, errors };
	};
}

function asRequestError(
	error: GraphQLError,
	options: ExplainOptions,
	language: Language,
): GraphQLError {
	const sentence = explainRequestError(error, options);
	const status = error.extensions.http?.status ?? 400;
	return new GraphQLError(sentence(language), {
		source: error.source ?? null,
		positions: error.positions ?? null,
		extensions: { code: "BAD_USER_INPUT", http: { status } },
	});
}

/** Logs a fault; a request error can have the same code, but it has no cause and is not logged. */
function withRequestId(
	error: GraphQLError,
	{ log, requestId, domain }: GraphqlContext,
): GraphQLError {
	const { originalError, extensions } = error;
	const message = sentenceIn(error, domain.language) ?? error.message;
	const isFault =
		extensions.code === "INTERNAL_SERVER_ERROR" && originalError !== undefined;
	if (isFault)
		log.error({ err: originalError, path: error.path }, "a resolver failed");
	else if (message === error.message) return error;
	return new GraphQLError(message, {
		source: error.source ?? null,
		positions: error.positions ?? null,
		path: error.path ?? null,
		extensions: isFault ? { ...extensions, requestId } : extensions,
	});
}
