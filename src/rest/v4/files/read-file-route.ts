import type { FastifyReply, FastifyRequest } from "fastify";
import { readAttachment } from "../../../domain/cases/attachments/read-attachment.ts";
import type { Context } from "../../../domain/context.ts";
import { formatContentDisposition } from "../../../http/files/format-content-disposition.ts";
import { readFileId } from "./read-file-id.ts";

/** `GET /cases/files/{attachmentId}`: the bytes. A browser saves them and never runs them, whatever they are. */
export async function readFileRoute(
	ctx: Context,
	request: FastifyRequest,
	reply: FastifyReply,
) {
	const outcome = await readAttachment(ctx, readFileId(request));
	if (outcome.attachment === null) return outcome;
	const { fileName, contentType, size } = outcome.attachment;
	reply
		.removeHeader("content-language")
		.type(contentType)
		.headers({
			"content-length": size,
			"content-disposition": formatContentDisposition(fileName),
			"content-security-policy": "default-src 'none'; sandbox",
			"cache-control": "private, no-store",
		})
		.send(outcome.content);
	return null;
}
