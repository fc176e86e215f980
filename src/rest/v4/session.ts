import type { FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../../domain/context.ts";
import { sessionContext } from "../../domain/session/session-context.ts";
import { parseSignIn, signIn } from "../../domain/session/sign-in.ts";
import { signOut } from "../../domain/session/sign-out.ts";
import { crossSiteWarning } from "../../http/cross-site.ts";
import type { SessionOptions } from "../../http/session-options.ts";
import { readBodyObject } from "./read-body-object.ts";
import { sendV4Error } from "./v4-errors.ts";
import { formatContext, formatProblems } from "./v4-format.ts";

/** `POST /signin`: opens a session; its token comes in a header and a cookie. A page of another site is told to send the token. */
export function signInRoute({ sessionCookie, isCrossSite }: SessionOptions) {
	return async (ctx: Context, request: FastifyRequest, reply: FastifyReply) => {
		if (ctx.sessionDigest !== null)
			return reply
				.code(400)
				.send({ errors: { execution: "PartyAlreadyLoggedin" } });
		const outcome = await signIn(
			ctx,
			parseSignIn(readBodyObject(request.body)),
		);
		if (outcome.session === null) {
			const [wrong] = outcome.problems.filter(({ path }) => path.length === 0);
			return wrong
				? sendV4Error(reply, 404, "NOT_FOUND", wrong.message)
				: reply.code(400).send({ errors: formatProblems(outcome.problems) });
		}
		const { token, lifetime, actor } = outcome.session;
		return reply
			.header("thalamus-token", token)
			.header("set-cookie", sessionCookie.keep(token, lifetime))
			.send({
				context: formatContext(sessionContext(actor, ctx.links)),
				...(isCrossSite(request.headers) && {
					warnings: formatProblems([crossSiteWarning]),
					messages: { token: crossSiteWarning.message },
				}),
			});
	};
}

/** `GET /logout`: ends the session, if there is one. */
export function logoutRoute({ sessionCookie }: SessionOptions) {
	return async (ctx: Context, request: FastifyRequest, reply: FastifyReply) => {
		await signOut(ctx);
		const { cookie } = request.headers;
		return reply
			.header("set-cookie", sessionCookie.forget(cookie, ctx.sessionDigest))
			.send({ context: formatContext(sessionContext(null, ctx.links)) });
	};
}
