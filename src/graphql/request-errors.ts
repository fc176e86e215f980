import { type ExecutionResult, GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import { Refusal } from "../domain/refusal.ts";
import { HttpError } from "../http/http-error.ts";
import { StrictJsonError } from "../http/strict-json.ts";
import type { GraphqlContext } from "./builder.ts";
import { type ErrorCode, type ErrorForm, refusals } from "./errors.ts";
import { withoutValues } from "./without-values.ts";

/** Codes of errors that did not come from the schema: a subscription refused at its start has no data either. */
const ownCodes: ReadonlySet<unknown> = new Set<ErrorCode>([
	"UNAUTHENTICATED",
	"FORBIDDEN",
	"RATE_LIMITED",
	"INTERNAL_SERVER_ERROR",
]);

/**
 * Words the errors of an answer, and of each event of a subscription. What the schema itself refuses, before any resolver
 * runs, is HTTP 400 with BAD_USER_INPUT, whatever the caller accepts; a fault of ours is logged, and names the request it
 * is logged with.
 */
export function useWordedErrors({
	suggestions,
}: {
	/** Whether an error may name what the caller perhaps meant. */
	readonly suggestions: boolean;
}): Plugin<GraphqlContext> {
	const hint = suggestions ? keepHints : withoutHints;
	const word = (result: ExecutionResult, context: GraphqlContext) =>
		wordErrors(result, context, hint);

	async function* wordEach(
		results: AsyncIterable<ExecutionResult>,
		context: GraphqlContext,
	): AsyncGenerator<ExecutionResult> {
		for await (const result of results) yield word(result, context);
	}

	return {
		onExecutionResult({ result, setResult, context: given }) {
			if (!result) return;
			const context = given as unknown as GraphqlContext;
			setResult(
				Symbol.asyncIterator in result
					? wordEach(result, context)
					: word(result as ExecutionResult, context),
			);
		},
	};
}

const keepHints = (message: string) => message;

/** graphql-js ends an error with names of the schema that are like the one it does not know. */
const withoutHints = (message: string) =>
	message.replace(/ Did you mean [\s\S]*$/, "");

function wordErrors(
	result: ExecutionResult,
	context: GraphqlContext,
	hint: (message: string) => string,
): ExecutionResult {
	if (!result.errors) return result;
	const isRequestError = !("data" in result);
	const errors = result.errors.map((error) =>
		isRequestError && !ownCodes.has(error.extensions.code)
			? asRequestError(error, hint)
			: withRequestId(error, context),
	);
	return { ...result, errors };
}

function asRequestError(
	error: GraphQLError,
	hint: (message: string) => string,
): GraphQLError {
	const status = (error.extensions.http as { status?: number })?.status ?? 400;
	return new GraphQLError(hint(withoutValues(error.message)), {
		nodes: error.nodes ?? null,
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
		nodes: error.nodes ?? null,
		path: error.path ?? null,
		extensions: { ...extensions, requestId },
	});
}

/** The answer to a request that never reached GraphQL. */
export function formatRequestError(
	error: Error,
	requestId: string,
): {
	status: number;
	headers: Readonly<Record<string, string>>;
	body: { errors: readonly object[] };
} {
	const answer = (
		{ code, http: { status = 200, headers = {} } = { status: 200 } }: ErrorForm,
		extra = {},
		message = error.message,
	) => ({
		status,
		headers,
		body: { errors: [{ message, extensions: { code, ...extra } }] },
	});
	const refused = (status: number): ErrorForm => ({
		code: "BAD_USER_INPUT",
		http: { status },
	});
	if (error instanceof StrictJsonError)
		return answer(refused(400), { reason: error.code, field: error.path });
	if (error instanceof HttpError) return answer(refused(error.status));
	if (error instanceof Refusal) return answer(refusals[error.kind]);
	return answer(
		{ code: "INTERNAL_SERVER_ERROR", http: { status: 500 } },
		{ requestId },
		"The server failed; the request may be sent again with the same idempotency key.",
	);
}
