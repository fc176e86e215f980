import type { FastifyReply } from "fastify";
import type { Problem } from "../../../domain/problems/problem.ts";
import { noteProblems } from "../../../http/log/note-refusal.ts";
import { formatErrors } from "./format-errors.ts";

/** Answers every problem at once: 400, or 422 when an idempotency key belongs to another command. */
export function sendProblems(
	reply: FastifyReply,
	problems: readonly Problem[],
): FastifyReply {
	const isKeyReused = problems.some(
		({ code }) => code === "IDEMPOTENCY_KEY_REUSED",
	);
	noteProblems(reply.request, problems);
	return reply
		.code(isKeyReused ? 422 : 400)
		.send(formatErrors(problems, reply.request.language));
}
