import type { FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../../../domain/context.ts";
import { isAlive } from "../../../domain/sessions/is-alive.ts";

/** `GET /isAlive`: whether touchpoint and token are valid, and the server answers. */
export async function isAliveRoute(
	ctx: Context,
	_request: FastifyRequest,
	reply: FastifyReply,
) {
	return reply.send({ isAlive: isAlive(ctx) });
}
