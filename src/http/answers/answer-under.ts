import type { FastifyReply, FastifyRequest } from "fastify";
import { pathOf } from "../log/path-of.ts";

/** Answers what was thrown. */
export type AnswerError = (
	error: Error,
	request: FastifyRequest,
	reply: FastifyReply,
) => FastifyReply;

/** Answers in one way at a path and below it, in another elsewhere; also where no route was found, or the address cannot be read. */
export function answerUnder(
	basePath: string,
	answer: AnswerError,
	answerElsewhere: AnswerError,
): AnswerError {
	const base = basePath.split("/");
	const isUnder = (url: string) => {
		const segments = pathOf(url).split("/");
		return base.every((segment, index) => segment === decode(segments[index]));
	};
	return (error, request, reply) =>
		isUnder(request.url)
			? answer(error, request, reply)
			: answerElsewhere(error, request, reply);
}

/** A segment as the router reads it; one that it cannot read stays as it is. */
function decode(segment = ""): string {
	try {
		return decodeURI(segment);
	} catch {
		return segment;
	}
}
