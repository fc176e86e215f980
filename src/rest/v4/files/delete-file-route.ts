import type { FastifyReply, FastifyRequest } from "fastify";
import { deleteAttachment } from "../../../domain/cases/attachments/delete-attachment.ts";
import type { Context } from "../../../domain/context.ts";
import { readCaseId } from "../cases/read-case-id.ts";
import { readFileId } from "./read-file-id.ts";

/** `DELETE /cases/{id}/files/{fileId}`: answers `true`. Field clients send a body, which says nothing. */
export async function deleteFileRoute(
	ctx: Context,
	request: FastifyRequest,
	reply: FastifyReply,
) {
	const outcome = await deleteAttachment(ctx, {
		caseId: readCaseId(request),
		attachmentId: readFileId(request),
	});
	if (outcome.case === null) return outcome;
	if (outcome.replayed) reply.header("idempotent-replayed", "true");
	reply.send(true);
	return null;
}
