import type { FastifyReply } from "fastify";
import type { ChangeOutcome } from "../../../domain/cases/change/change-case.ts";
import type { Context } from "../../../domain/context.ts";
import type { Links } from "../../../http/answers/create-links.ts";
import { formatCase } from "../format/format-case.ts";
import { formatWarnings } from "../format/format-errors.ts";
import { formatContext } from "../format/format-session.ts";
import { sendProblems } from "../format/send-problems.ts";

type Changed = Extract<ChangeOutcome, { readonly warnings: unknown }>;

/** Who is answered, with which addresses. */
export type Sender = { readonly ctx: Context; readonly links: Links };

/** Answers a change: 201, also to a PUT, with the session context and what `show` says; or 400 with every problem. */
export function sendChange(
	{ ctx, links }: Sender,
	reply: FastifyReply,
	outcome: ChangeOutcome,
	show: (changed: Changed) => object,
): FastifyReply {
	if (outcome.case === null) return sendProblems(reply, outcome.problems);
	const { warnings, replayed } = outcome;
	if (replayed) reply.header("idempotent-replayed", "true");
	return reply.code(201).send({
		context: formatContext(ctx.actor, links),
		...show(outcome),
		...(warnings.length > 0 && formatWarnings(warnings, ctx.language)),
	});
}

/** The answer to a change of the case itself. */
export function sendChangedCase(
	sender: Sender,
	reply: FastifyReply,
	outcome: ChangeOutcome,
): FastifyReply {
	return sendChange(sender, reply, outcome, (changed) => ({
		case: formatCase(changed.case, sender.ctx),
	}));
}
