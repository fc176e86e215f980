import type { FastifyReply } from "fastify";
import type { Problem } from "../../../domain/problems/problem.ts";
import { noteProblems } from "../../../http/log/note-problems.ts";
import { formatErrors } from "./format-errors.ts";
import { inSentSpelling } from "./in-sent-spelling.ts";

/** Answers every problem at once: 400, or 422 when an idempotency key belongs to another command. */
export function sendProblems(
	reply: FastifyReply,
	problems: readonly Problem[],
): FastifyReply {
	const isKeyReused = problems.some(
		({ code }) => code === "IDEMPOTENCY_KEY_REUSED",
	);
	const { request } = reply;
	noteProblems(request, problems);
	const named = inSentSpelling(problems, request.body);
	return reply
		.code(isKeyReused ? 422 : 400)
		.send(formatErrors(named, request.language));
}
