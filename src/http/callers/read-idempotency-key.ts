import type { FastifyRequest } from "fastify";

/** The `Idempotency-Key` header as it was sent; null when it was not. */
export function readIdempotencyKey({ headers }: FastifyRequest): string | null {
	const header = headers["idempotency-key"];
	return typeof header === "string" ? header : null;
}
