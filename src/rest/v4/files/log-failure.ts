import type { FastifyRequest } from "fastify";
import { noteError } from "../../../http/log/note-problems.ts";

/** Keeps for the log line why a file call failed, since its answer does not say; a fault of ours has a line of its own. */
export function logFailure(request: FastifyRequest, error: Error): void {
	noteError(request, error);
	const [problem] = request.refusedFor ?? [];
	if (problem?.code === "INTERNAL_SERVER_ERROR")
		request.log.error({ req: request, err: error }, "a file call failed");
	else if (problem)
		request.refusedFor = [{ ...problem, reason: withoutQuotes(error.message) }];
}

/** Messages quote values, so they are not logged. */
function withoutQuotes(message: string): string {
	return message.replace(/"(?:[^"\\]|\\.)*"/g, '"…"');
}
