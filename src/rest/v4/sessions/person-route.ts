import type { FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../../../domain/context.ts";
import { readProfile } from "../../../domain/sessions/read-profile.ts";
import { formatProfile } from "../format/format-session.ts";

/** `GET /me` and `GET /person`: the profile of the party. */
export async function personRoute(
	ctx: Context,
	_request: FastifyRequest,
	reply: FastifyReply,
) {
	return reply.send({ person: formatProfile(readProfile(ctx)) });
}
