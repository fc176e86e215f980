import type { FastifyReply, FastifyRequest } from "fastify";
import { createCase } from "../../domain/case/create-case.ts";
import { parseDryRun } from "../../domain/case/parse-dry-run.ts";
import type { Parsers } from "../../domain/case/parsers.ts";
import { previewCase } from "../../domain/case/preview-case.ts";
import type { Context } from "../../domain/context.ts";
import type { Problem } from "../../domain/problem.ts";
import { sessionContext } from "../../domain/session/session-context.ts";
import { queryOf, queryValues } from "../../http/query-of.ts";
import { readBodyObject } from "./read-body-object.ts";
import { sendProblems } from "./send-problems.ts";
import {
	formatCase,
	formatContext,
	formatPreview,
	formatWarnings,
	readCaseBody,
} from "./v4-format.ts";

/** `POST /cases`: opens a case for the logged-in party; with `dryRun=true`, only says what it would be. */
export function createCaseRoute(parsers: Parsers) {
	return async (ctx: Context, request: FastifyRequest, reply: FastifyReply) => {
		const { raw, problems } = readCaseBody(readBodyObject(request.body));
		const parsed = parsers.createCase(raw);
		const dryRun = parseDryRun(queryValues(queryOf(request), "dryRun"));
		const input = {
			command: { ...parsed, problems: [...problems, ...parsed.problems] },
			problems: dryRun.problems,
		};
		if (dryRun.isDryRun) {
			const outcome = await previewCase(ctx, input);
			if (outcome.preview === null)
				return sendProblems(reply, outcome.problems);
			const preview = formatPreview(outcome.preview, ctx.catalogue);
			return answer(ctx, reply.code(200), preview, outcome);
		}
		const outcome = await createCase(ctx, input);
		if (outcome.case === null) return sendProblems(reply, outcome.problems);
		const created = formatCase(outcome.case, ctx.catalogue);
		return answer(ctx, reply.code(201), created, outcome);
	};
}

type Good = {
	readonly replayed: boolean;
	readonly warnings: readonly Problem[];
};

function answer(
	{ actor, links }: Context,
	reply: FastifyReply,
	found: object,
	{ replayed, warnings }: Good,
) {
	if (replayed) reply.header("idempotent-replayed", "true");
	return reply.send({
		context: formatContext(sessionContext(actor, links)),
		case: found,
		...formatWarnings(warnings),
	});
}
