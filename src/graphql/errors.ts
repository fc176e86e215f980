import { PothosValidationError } from "@pothos/core";
import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import { Refusal, type RefusalKind } from "../domain/refusal.ts";
import { HttpError } from "../http/http-error.ts";
import { StrictJsonError } from "../http/strict-json.ts";

/** The `extensions.code` of every error that is no problem of an input. */
export type ErrorCode =
	| "UNAUTHENTICATED"
	| "FORBIDDEN"
	| "BAD_USER_INPUT"
	| "RATE_LIMITED"
	| "INTERNAL_SERVER_ERROR";

type Form = { readonly code: ErrorCode; readonly status?: number };

const refusals = {
	unauthenticated: { code: "UNAUTHENTICATED" },
	forbidden: { code: "FORBIDDEN" },
	conflictingCredentials: { code: "BAD_USER_INPUT", status: 400 },
	busy: { code: "INTERNAL_SERVER_ERROR", status: 503 },
	unavailable: { code: "INTERNAL_SERVER_ERROR", status: 503 },
	storageFull: { code: "INTERNAL_SERVER_ERROR", status: 507 },
} as const satisfies Record<RefusalKind, Form>;

/** An error about what GraphQL itself, not the domain, reads from a request. */
export function badUserInput(message: string): GraphQLError {
	return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
}

/** What a caller sees of an error that a resolver threw: a refusal in words, GraphQL's own errors, and nothing of our faults. */
export function maskError(error: unknown): Error {
	const cause = originalOf(error);
	const located = error instanceof GraphQLError ? error : undefined;
	const { nodes, path } = located ?? {};
	const at = { ...(nodes && { nodes }), ...(path && { path }) };
	if (cause instanceof Refusal) {
		const { code, status }: Form = refusals[cause.kind];
		const http = status === undefined ? {} : { http: { status } };
		return new GraphQLError(cause.message, {
			...at,
			extensions: { code, ...http },
		});
	}
	if (cause instanceof PothosValidationError)
		return new GraphQLError(cause.message, {
			...at,
			extensions: { code: "BAD_USER_INPUT" },
		});
	if (cause instanceof GraphQLError) return located ?? cause;
	return new GraphQLError(
		"The server failed; the request may be sent again with the same idempotency key.",
		{ ...at, extensions: { code: "INTERNAL_SERVER_ERROR" } },
	);
}

function originalOf(error: unknown): unknown {
	return error instanceof GraphQLError && error.originalError
		? originalOf(error.originalError)
		: error;
}

/** Codes of errors that did not come from the schema: a subscription refused at its start has no data either. */
const ownCodes: ReadonlySet<unknown> = new Set<ErrorCode>([
	"UNAUTHENTICATED",
	"FORBIDDEN",
	"INTERNAL_SERVER_ERROR",
]);

/** What the schema itself refuses, before any resolver runs, is HTTP 400 with BAD_USER_INPUT, whatever the caller accepts. */
export function useRequestErrors(): Plugin {
	return {
		onExecutionResult({ result, setResult }) {
			if (!result || Symbol.asyncIterator in result) return;
			if (!("errors" in result) || "data" in result || !result.errors) return;
			setResult({ ...result, errors: result.errors.map(asRequestError) });
		},
	};
}

function asRequestError(error: GraphQLError): GraphQLError {
	if (ownCodes.has(error.extensions.code)) return error;
	const status = (error.extensions.http as { status?: number })?.status ?? 400;
	return new GraphQLError(error.message, {
		nodes: error.nodes ?? null,
		source: error.source ?? null,
		positions: error.positions ?? null,
		extensions: { code: "BAD_USER_INPUT", http: { status } },
	});
}

/** The answer to a request that never reached GraphQL. */
export function formatRequestError(error: Error): {
	status: number;
	body: { errors: readonly object[] };
} {
	const answer = (status: number, code: ErrorCode, extra = {}) => ({
		status,
		body: {
			errors: [{ message: error.message, extensions: { code, ...extra } }],
		},
	});
	if (error instanceof StrictJsonError)
		return answer(400, "BAD_USER_INPUT", {
			reason: error.code,
			field: error.path,
		});
	if (error instanceof HttpError) return answer(error.status, "BAD_USER_INPUT");
	if (error instanceof Refusal) {
		const { code, status = 200 }: Form = refusals[error.kind];
		return answer(status, code);
	}
	const masked = maskError(error);
	return {
		status: 500,
		body: {
			errors: [
				{
					message: masked.message,
					extensions: { code: "INTERNAL_SERVER_ERROR" },
				},
			],
		},
	};
}
