import type { FastifyReply, FastifyRequest } from "fastify";
import { attachFile } from "../../../domain/cases/attachments/attach-file.ts";
import type { Parsers } from "../../../domain/cases/parsers.ts";
import type { Context } from "../../../domain/context.ts";
import type { Links } from "../../../http/answers/create-links.ts";
import { readMultipartFile } from "../../../http/files/multipart-file.ts";
import { readCaseId } from "../cases/read-case-id.ts";
import { formatCase } from "../format/format-case.ts";
import { formatContext } from "../format/format-session.ts";
import { parseFile } from "./parse-file.ts";

/** `POST /cases/{id}/files`: adds the file in the multipart part `file`; answers all files of the case. */
export function addFileRoute(parsers: Parsers, links: Links) {
	return async (ctx: Context, request: FastifyRequest, reply: FastifyReply) => {
		const outcome = await attachFile(ctx, {
			caseId: readCaseId(request),
			async receive() {
				const longest = ctx.app.limits.attachmentBytes;
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
			context: formatContext(ctx.actor, links),
			attachments: formatCase(outcome.case, ctx).attachements,
		});
		return null;
	};
}
