import type { FastifyRequest } from "fastify";
import type { Context } from "../../domain/context.ts";

/** The domain's context of a request whose caller was identified. */
export function contextOf({ domain }: FastifyRequest): Context {
	if (domain !== null) return domain;
	throw new Error("This route does not identify its caller.");
}
