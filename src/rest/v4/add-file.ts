import type { FastifyReply, FastifyRequest } from "fastify";
import { attachFile } from "../../domain/case/attach-file.ts";
import type { Parsers } from "../../domain/case/parsers.ts";
import type { Context } from "../../domain/context.ts";
import { sessionContext } from "../../domain/session/session-context.ts";
import { readMultipartFile } from "../../http/multipart-file.ts";
import { parseFile } from "./parse-file.ts";
import { readCaseId } from "./read-case-id.ts";
import { formatCase, formatContext } from "./v4-format.ts";

/** `POST /cases/{id}/files`: adds the file in the multipart part `file`; answers all files of the case. */
export function addFileRoute(parsers: Parsers) {
	return async (ctx: Context, request: FastifyRequest, reply: FastifyReply) => {
		const outcome = await attachFile(ctx, {
			caseId: readCaseId(request),
			async receive() {
				const longest = ctx.limits.attachmentBytes;
				const { source, ...said } = await readMultipartFile(
					request,
					"file",
					longest,
				);
				const command = parseFile(parsers, said);
				return { command, source, announcedSize: null };
			},
		});
		if (outcome.case === null) return outcome;
		if (outcome.replayed) reply.header("idempotent-replayed", "true");
		reply.send({
			context: formatContext(sessionContext(ctx.actor, ctx.links)),
			attachments: formatCase(outcome.case, ctx.catalogue).attachements,
		});
		return null;
	};
}
