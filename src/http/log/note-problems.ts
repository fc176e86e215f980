import type { FastifyRequest } from "fastify";
import { RequestError } from "../../domain/problems/request-error.ts";
import { HttpError } from "../answers/http-error.ts";
import { StrictJsonError } from "../json/strict-json.ts";

/** One reason why a request was refused, as it is logged: never its message, which may quote a value. */
export type NotedProblem = {
	readonly code: string;
	readonly path: readonly string[];
	/** A sentence without values, where the answer does not say why. */
	readonly reason?: string;
};

declare module "fastify" {
	interface FastifyRequest {
		/** Why this request was refused, for its log line; null when it was not. */
		refusedFor: readonly NotedProblem[] | null;
		/** Whether it came with credentials that are wrong, in headers or to sign in. */
		hasWrongCredentials: boolean;
	}
}

/** Keeps the problems of a request, if it has any, for its log line. */
export function noteProblems(
	request: FastifyRequest,
	problems: readonly NotedProblem[],
): void {
	if (problems.length === 0) return;
	request.refusedFor = problems;
	if (problems.some(({ code }) => code === "INVALID_CREDENTIALS"))
		request.hasWrongCredentials = true;
}

/** Keeps what was thrown; the codes are the same on both protocols. */
export function noteError(request: FastifyRequest, error: Error): void {
	request.refusedFor = [problemOf(error)];
}

function problemOf(error: Error): NotedProblem {
	if (error instanceof StrictJsonError) return error;
	if (error instanceof RequestError || error instanceof HttpError)
		return { code: inUpperCase(error.kind), path: [] };
	const status = "statusCode" in error ? Number(error.statusCode) : 500;
	const isTheirs = status >= 400 && status < 500;
	return {
		code: isTheirs ? "BAD_REQUEST" : "INTERNAL_SERVER_ERROR",
		path: [],
	};
}

/** `rateLimited` as `RATE_LIMITED`. */
function inUpperCase(kind: string): string {
	return kind.replace(/[A-Z]/g, "_$&").toUpperCase();
}
