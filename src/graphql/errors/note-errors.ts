import type { FastifyRequest } from "fastify";
import type { GraphQLError } from "graphql";
import { noteProblems } from "../../http/log/note-problems.ts";

/** Keeps the errors of a result for the log line of its request, beside what verbs refused. */
export function noteErrors(
	request: FastifyRequest,
	errors: readonly GraphQLError[],
): void {
	const found = errors.map(({ extensions, path }) => ({
		code: String(extensions.code ?? "INTERNAL_SERVER_ERROR"),
		path: path?.map(String) ?? [],
	}));
	noteProblems(request, [...(request.refusedFor ?? []), ...found]);
}
