import type { FastifyRequest } from "fastify";

const idForm = /^\d{1,15}$/;

/** The id of a file in a path; what is no number is the id of no file. */
export function readFileId({ params }: FastifyRequest): number {
	// The path of the route names it.
	const { fileId } = params as { fileId: string };
	return idForm.test(fileId) ? Number(fileId) : 0;
}
