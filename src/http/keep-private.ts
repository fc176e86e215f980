import type { FastifyReply, FastifyRequest } from "fastify";

/** An `onRequest` hook: answers to callers with credentials stay out of caches, and their addresses out of other sites' logs. */
export async function keepPrivate(
	_request: FastifyRequest,
	reply: FastifyReply,
): Promise<void> {
	reply
		.header("cache-control", "no-store")
		.header("referrer-policy", "no-referrer");
}
