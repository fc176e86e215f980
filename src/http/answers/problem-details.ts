import { STATUS_CODES } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { sayLanguage } from "../language/say-language.ts";
import { noteError } from "../log/note-refusal.ts";
import { HttpError } from "./http-error.ts";

export const problemType = "application/problem+json";

/** A refusal of the server itself, which belongs to no protocol (RFC 9457). The status says what kind it is. */
export function problemDetails(
	status: number,
	detail: string,
	requestId: string,
) {
	const title = STATUS_CODES[status] ?? "Error";
	return { type: "about:blank", title, status, detail, requestId };
}

/** Answers whatever was thrown outside the paths of the protocols; our own faults without a word of what they were. */
export function answerProblem(
	error: Error,
	request: FastifyRequest,
	reply: FastifyReply,
): FastifyReply {
	noteError(request, error);
	sayLanguage(request, reply);
	const status = statusOf(error);
	if (status === 500) request.log.error({ err: error }, "request failed");
	const detail =
		status === 500
			? "The server failed; the request is not at fault."
			: error.message;
	return reply
		.code(status)
		.type(problemType)
		.send(problemDetails(status, detail, request.id));
}

function statusOf(error: Error): number {
	if (error instanceof HttpError) return error.status;
	const status = "statusCode" in error ? Number(error.statusCode) : 500;
	return status >= 400 && status < 500 ? status : 500;
}
