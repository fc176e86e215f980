import type { FastifyReply, FastifyRequest } from "fastify";
import { readAttachment } from "../../domain/case/read-attachment.ts";
import type { Context } from "../../domain/context.ts";

/** `GET /cases/files/{attachmentId}`: the bytes of a file; by contract a failure is 200 with the text `FAILED`. */
export async function attachmentRoute(
	ctx: Context,
	request: FastifyRequest,
	reply: FastifyReply,
) {
	const { attachmentId } = request.params as { attachmentId: string };
	const found = await readAttachment(ctx, Number(attachmentId));
	if (!found) return reply.type("text/plain; charset=utf-8").send("FAILED");
	return reply
		.type(found.contentType)
		.header("content-disposition", contentDisposition(found.fileName))
		.header("x-content-type-options", "nosniff")
		.header("content-security-policy", "default-src 'none'; sandbox")
		.send(found.content);
}

/** Always a download, under a name without folders (RFC 6266, RFC 8187). */
function contentDisposition(fileName: string): string {
	const base = fileName.split(/[\\/]/).at(-1) ?? "";
	const encoded = encodeURIComponent(base).replace(
		/['()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
	return `attachment; filename*=UTF-8''${encoded}`;
}
