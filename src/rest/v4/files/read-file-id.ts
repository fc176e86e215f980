import type { FastifyRequest } from "fastify";

const idFormat = /^\d{1,15}$/;

/** The `{fileId}` of a path; 0, which no file has, if it is not a number. */
export function readFileId({ params }: FastifyRequest): number {
	// The path of the route names it.
	const { fileId } = params as { fileId: string };
	return idFormat.test(fileId) ? Number(fileId) : 0;
}
