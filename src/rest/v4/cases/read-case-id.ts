import type { FastifyRequest } from "fastify";

const idForm = /^\d{1,15}$/;

/** `{id}` of a path; what is no number is the id of no case. */
export function readCaseId({ params }: FastifyRequest): number {
	// The path of the route names it.
	const { id } = params as { id: string };
	return idForm.test(id) ? Number(id) : 0;
}
