import type { FastifyRequest } from "fastify";
import type { Problem } from "../../domain/problem.ts";
import { Refusal } from "../../domain/refusal.ts";
import { HttpError } from "../../http/http-error.ts";

const message = "a file call failed";

export function logProblems(
	request: FastifyRequest,
	problems: readonly Problem[],
): void {
	const reason = problems.map(({ code }) => code).join(", ");
	request.log.info({ req: request, reason }, message);
}

/** A fault of ours is an error; what the caller did, or a busy server, is not. */
export function logFault(request: FastifyRequest, error: Error): void {
	const isExpected =
		error instanceof Refusal ||
		error instanceof HttpError ||
		"statusCode" in error;
	if (isExpected)
		request.log.info({ req: request, reason: error.message }, message);
	else request.log.error({ req: request, err: error }, message);
}
