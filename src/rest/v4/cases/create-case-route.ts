import type { FastifyReply, FastifyRequest } from "fastify";
import { createCase } from "../../../domain/cases/create/create-case.ts";
import { parseDryRun } from "../../../domain/cases/create/parse-dry-run.ts";
import { previewCase } from "../../../domain/cases/create/preview-case.ts";
import type { Parsers } from "../../../domain/cases/parsers.ts";
import type { Context } from "../../../domain/context.ts";
import type { Problem } from "../../../domain/problems/problem.ts";
import type { Links } from "../../../http/answers/create-links.ts";
import { queryOf, queryValues } from "../../../http/callers/request-texts.ts";
import { formatCase, formatPreview } from "../format/format-case.ts";
import { formatWarnings } from "../format/format-errors.ts";
import { formatContext } from "../format/format-session.ts";
import { sendProblems } from "../format/send-problems.ts";
import { readBodyObject, readCaseBody } from "../read/read-body-object.ts";
import type { Sender } from "./send-change.ts";

/** `POST /cases`: opens a case for the logged-in party; with `dryRun=true`, only says what it would be. */
export function createCaseRoute(parsers: Parsers, links: Links) {
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
			const preview = formatPreview(outcome.preview, ctx);
			return answer({ ctx, links }, reply.code(200), preview, outcome);
		}
		const outcome = await createCase(ctx, input);
		if (outcome.case === null) return sendProblems(reply, outcome.problems);
		const created = formatCase(outcome.case, ctx);
		return answer({ ctx, links }, reply.code(201), created, outcome);
	};
}

type Good = {
	readonly replayed: boolean;
	readonly warnings: readonly Problem[];
};

function answer(
	{ ctx, links }: Sender,
	reply: FastifyReply,
	found: object,
	{ replayed, warnings }: Good,
) {
	if (replayed) reply.header("idempotent-replayed", "true");
	return reply.send({
		context: formatContext(ctx.actor, links),
		case: found,
		...(warnings.length > 0 && formatWarnings(warnings, ctx.language)),
	});
}
