import type { FastifyReply, FastifyRequest } from "fastify";
import { createCase } from "../../domain/case/create-case.ts";
import type { Parsers } from "../../domain/case/parsers.ts";
import type { Context } from "../../domain/context.ts";
import { sessionContext } from "../../domain/session/session-context.ts";
import { readBodyObject } from "./read-body-object.ts";
import { sendProblems } from "./send-problems.ts";
import {
	formatCase,
	formatContext,
	formatProblems,
	readCaseBody,
} from "./v4-format.ts";

/** `POST /cases`: opens a case for the logged-in party. */
export function createCaseRoute(parsers: Parsers) {
	return async (ctx: Context, request: FastifyRequest, reply: FastifyReply) => {
		const { raw, problems } = readCaseBody(readBodyObject(request.body));
		const parsed = parsers.createCase(raw);
		const outcome = await createCase(ctx, {
			command: { ...parsed, problems: [...problems, ...parsed.problems] },
		});
		if (outcome.case === null) return sendProblems(reply, outcome.problems);
		if (outcome.replayed) reply.header("idempotent-replayed", "true");
		const { warnings } = outcome;
		return reply.code(201).send({
			context: formatContext(sessionContext(ctx.actor, ctx.links)),
			case: formatCase(outcome.case, ctx.catalogue),
			...(warnings.length > 0 && { warnings: formatProblems(warnings) }),
		});
	};
}
