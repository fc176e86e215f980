import type { FastifyRequest } from "fastify";

const idFormat = /^\d{1,15}$/;

/** The `{id}` of a path; 0, which no case has, if it is not a number. */
export function readCaseId({ params }: FastifyRequest): number {
	// The path of the route names it.
	const { id } = params as { id: string };
	return idFormat.test(id) ? Number(id) : 0;
}
