import type { FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../../../domain/context.ts";
import { messageOf } from "../../../domain/problems/messages/message-of.ts";
import { parseSignIn, signInOnce } from "../../../domain/sessions/sign-in.ts";
import { signOut } from "../../../domain/sessions/sign-out.ts";
import type { Links } from "../../../http/answers/create-links.ts";
import { crossSiteWarning } from "../../../http/callers/cross-site.ts";
import type { SessionOptions } from "../../../http/callers/session-options.ts";
import { noteProblems } from "../../../http/log/note-problems.ts";
import { formatWarnings } from "../format/format-errors.ts";
import { formatContext } from "../format/format-session.ts";
import { sendProblems } from "../format/send-problems.ts";
import { sendV4Error } from "../format/v4-errors.ts";
import { readBodyObject } from "../read/read-body-object.ts";

/** `POST /signin`: opens a session; its token comes in a header and a cookie. A page of another site is told to send the token. */
export function signInRoute(
	{ sessionCookie, isCrossSite }: SessionOptions,
	links: Links,
) {
	return async (ctx: Context, request: FastifyRequest, reply: FastifyReply) => {
		const outcome = await signInOnce(ctx, () =>
			parseSignIn(readBodyObject(request.body)),
		);
		if (outcome.session === null) {
			const wrong = outcome.problems.find(
				({ code }) => code === "INVALID_CREDENTIALS",
			);
			if (!wrong) return sendProblems(reply, outcome.problems);
			noteProblems(request, [wrong]);
			const message = messageOf(wrong, ctx.language);
			return sendV4Error(reply, 404, "NOT_FOUND", message);
		}
		const { token, lifetime, actor } = outcome.session;
		return reply
			.header("thalamus-token", token)
			.header("set-cookie", sessionCookie.keep(token, lifetime))
			.send({
				context: formatContext(actor, links),
				...(isCrossSite(request.headers) &&
					formatWarnings([crossSiteWarning], ctx.language)),
			});
	};
}

/** `GET /logout`: ends the session, if there is one. */
export function logoutRoute({ sessionCookie }: SessionOptions, links: Links) {
	return async (ctx: Context, request: FastifyRequest, reply: FastifyReply) => {
		await signOut(ctx);
		const { cookie } = request.headers;
		return reply
			.header("set-cookie", sessionCookie.forget(cookie, ctx.sessionDigest))
			.send({ context: formatContext(null, links) });
	};
}
