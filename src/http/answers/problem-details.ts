import type { FastifyReply, FastifyRequest } from "fastify";
import type { Language } from "../../domain/language.ts";
import type { Sentence } from "../../domain/sentence.ts";
import { sayLanguage } from "../language/say-language.ts";
import { noteError } from "../log/note-problems.ts";
import { sayHttp } from "../messages/say-http.ts";
import { sentenceOf } from "../messages/sentence-of.ts";
import { statusTitle } from "../messages/status-title.ts";
import { HttpError } from "./http-error.ts";

export const problemType = "application/problem+json";

/** An error of the server itself, which belongs to no protocol (RFC 9457). The status says what kind it is. */
export function problemDetails(
	status: number,
	sentence: Sentence,
	language: Language,
	requestId: string,
) {
	const title = statusTitle(status, language);
	const detail = sentence(language);
	return { type: "about:blank", title, status, detail, requestId };
}

/** Answers whatever was thrown outside the paths of the protocols; our own faults without their message. */
export function answerProblem(
	error: Error,
	request: FastifyRequest,
	reply: FastifyReply,
): FastifyReply {
	noteError(request, error);
	const language = sayLanguage(request, reply);
	const status = statusOf(error);
	if (status === 500) request.log.error({ err: error }, "request failed");
	const sentence =
		status === 500 ? sayHttp("serverFailed", {}) : sentenceOf(error);
	return reply
		.code(status)
		.type(problemType)
		.send(problemDetails(status, sentence, language, request.id));
}

function statusOf(error: Error): number {
	if (error instanceof HttpError) return error.status;
	const status = "statusCode" in error ? Number(error.statusCode) : 500;
	return status >= 400 && status < 500 ? status : 500;
}
