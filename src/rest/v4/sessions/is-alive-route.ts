import type { FastifyReply, FastifyRequest } from "fastify";
import { authorizeTouchpoint } from "../../../domain/authorize.ts";
import type { Context } from "../../../domain/context.ts";

/** `GET /isAlive`: whether touchpoint and token are good, and somebody answers. */
export async function isAliveRoute(
	ctx: Context,
	_request: FastifyRequest,
	reply: FastifyReply,
) {
	authorizeTouchpoint(ctx);
	return reply.send({ isAlive: true });
}
