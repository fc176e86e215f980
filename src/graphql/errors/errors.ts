import { PothosValidationError } from "@pothos/core";
import { GraphQLError, type GraphQLErrorOptions, Kind } from "graphql";
import { RequestError } from "../../domain/problems/request-error.ts";
import type { RequestErrorKind } from "../../domain/problems/request-errors/request-error-reasons.ts";
import type { Sentence } from "../../domain/sentence.ts";
import { sayGraphql } from "../messages/say-graphql.ts";
import { sayGraphqlJs } from "../messages/say-graphql-js.ts";
import { SentenceGraphqlError } from "./sentence-graphql-error.ts";

/** The `extensions.code` of every error that is no problem of an input. */
export type ErrorCode =
	| "UNAUTHENTICATED"
	| "FORBIDDEN"
	| "BAD_USER_INPUT"
	| "RATE_LIMITED"
	| "PERSISTED_QUERY_NOT_SUPPORTED"
	| "PREFLIGHT_REQUIRED"
	| "INTERNAL_SERVER_ERROR";

/** The `extensions` of an error; Yoga takes status and headers from `http`. */
export type ErrorExtensions = {
	readonly code: ErrorCode;
	readonly http?: {
		readonly status: number;
		readonly headers?: Readonly<Record<string, string>>;
	};
};

const soon = { status: 503, headers: { "retry-after": "1" } };

/** What each request error becomes. */
export const requestErrors = {
	unauthenticated: { code: "UNAUTHENTICATED" },
	forbidden: { code: "FORBIDDEN" },
	conflictingCredentials: { code: "BAD_USER_INPUT", http: { status: 400 } },
	rateLimited: { code: "RATE_LIMITED", http: { status: 429 } },
	busy: { code: "INTERNAL_SERVER_ERROR", http: soon },
	unavailable: { code: "INTERNAL_SERVER_ERROR", http: soon },
	storageFull: { code: "INTERNAL_SERVER_ERROR", http: { status: 507 } },
} satisfies Record<RequestErrorKind, ErrorExtensions>;

/** An error about what GraphQL itself, not the domain, reads from a request. */
export function badUserInput(sentence: Sentence): GraphQLError {
	return new SentenceGraphqlError(sentence, {
		extensions: { code: "BAD_USER_INPUT" },
	});
}

/** What a caller sees of an error that a resolver threw: the message of a request error, GraphQL's own errors, and nothing of our faults. */
export function maskError(error: unknown): GraphQLError {
	const cause = originalOf(error);
	const located = error instanceof GraphQLError ? error : undefined;
	const { source = null, positions = null, path = null } = located ?? {};
	const at = { source, positions, path };
	if (cause instanceof RequestError) {
		return new SentenceGraphqlError(cause.sentence, {
			...at,
			extensions: { ...requestErrors[cause.kind] },
		});
	}
	if (cause instanceof PothosValidationError)
		return new GraphQLError(cause.message, {
			...at,
			extensions: { code: "BAD_USER_INPUT" },
		});
	// Only a document that is nested too deep for the parser overflows the stack before a resolver runs.
	if (cause instanceof RangeError && path === null)
		return badUserInput(sayGraphql("nestedTooDeep", {}));
	if (cause instanceof GraphQLError)
		return wrongArgument(cause, at) ?? located ?? cause;
	// A scalar may fail on a value it did not expect, such as an object that has a member toString.
	if (located?.nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION) return located;
	return new SentenceGraphqlError(sayGraphql("serverFailed", {}), {
		...at,
		originalError: cause instanceof Error ? cause : new Error(String(cause)),
		extensions: { code: "INTERNAL_SERVER_ERROR" },
	});
}

/**
 * What graphql-js says when it runs a field and a variable is null, or absent, where its place takes no null. Its default
 * value made the document valid.
 */
function wrongArgument(
	{ message }: GraphQLError,
	at: GraphQLErrorOptions,
): GraphQLError | null {
	const [, name, reason] =
		/^Argument "(\w+)" (of (?:non-null|required) type|has invalid value)/.exec(
			message,
		) ?? [];
	if (name === undefined) return null;
	const extensions = { code: "BAD_USER_INPUT" };
	return reason === "has invalid value"
		? new SentenceGraphqlError(sayGraphql("argumentHasNull", { name }), {
				...at,
				extensions,
			})
		: new SentenceGraphqlError(sayGraphqlJs(message, { mayName: true }), {
				...at,
				extensions,
			});
}

function originalOf(error: unknown): unknown {
	return error instanceof GraphQLError && error.originalError
		? originalOf(error.originalError)
		: error;
}
