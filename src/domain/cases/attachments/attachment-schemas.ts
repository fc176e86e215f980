import { z } from "zod";
import type { Limits } from "../../input/limits.ts";
import { rule } from "../../input/parse-input.ts";
import { id, text } from "../case-schemas.ts";
import { decodeBase64 } from "./decode-base64.ts";
import { isMediaType } from "./is-media-type.ts";

/** A file that came inside the command. */
export type InlineAttachment = {
	readonly kind: "inline";
	readonly fileName: string;
	readonly contentType: string;
	/** The bytes themselves; base64 on the wire. */
	readonly content: Buffer;
};

/** A file that was uploaded before. */
export type UploadedAttachment = {
	readonly kind: "upload";
	readonly uploadId: number;
};

export type AttachmentInput = InlineAttachment | UploadedAttachment;

/** What is said of a file whose bytes come on their own. */
export type FileCommand = {
	readonly fileName: string;
	readonly contentType: string;
};

/** Used where a file is sent without a type of its own (RFC 2046, section 4.5.1). */
const unknownContentType = "application/octet-stream";

/** The name a sender gave a file; it is shown, and never used as a path. */
export function fileName(limits: Limits) {
	return text(limits.shortTextLength).check(
		rule("fileNameOfLines", (value) => !/[\r\n]/.test(value), {}),
	);
}

export function contentType(limits: Limits) {
	return text(limits.shortTextLength)
		.check(rule("notMediaType", isMediaType, {}))
		.nullish()
		.transform((value) => value ?? unknownContentType);
}

/** One attachment: `{fileName, contentType, content}`, or `{id}` of an upload. */
export function attachment(limits: Limits) {
	const inline = z
		.object({
			fileName: fileName(limits),
			contentType: contentType(limits),
			content: z.string().transform((value, check) => {
				const bytes = decodeBase64(value);
				if (!("fault" in bytes)) return bytes;
				rule("notBase64", () => false, bytes)(check);
				return z.NEVER;
			}),
		})
		.transform((value) => ({ kind: "inline", ...value }) as const);
	const nothing = z
		.unknown()
		.check(rule("besideUploadId", (value) => (value ?? null) === null, {}))
		.optional();
	const upload = z
		.object({ id, fileName: nothing, contentType: nothing, content: nothing })
		.transform((value) => ({ kind: "upload", uploadId: value.id }) as const);
	return z.unknown().transform((value, check): AttachmentInput => {
		const result = (namesUpload(value) ? upload : inline).safeParse(value, {
			reportInput: true,
		});
		if (result.success) return result.data;
		check.issues.push(...(result.error.issues as never[]));
		return z.NEVER;
	});
}

/** An attachment that comes alone; its bytes have the limit of a whole list. */
export function singleAttachment(limits: Limits) {
	const { inlineAttachmentBytes: most } = limits;
	return attachment(limits).check(
		rule("attachmentTooLarge", (value) => inlineBytes([value]) <= most, {
			most,
		}),
	);
}

/** The attachments of a create. Null when none were sent. */
export function attachments(limits: Limits) {
	return z
		.array(z.unknown())
		.check(
			rule(
				"tooManyAttachments",
				(value) => value.length <= limits.attachments,
				{ most: limits.attachments },
			),
		)
		.pipe(z.array(attachment(limits)))
		.check(
			rule(
				"attachmentsTooLarge",
				(value) => inlineBytes(value) <= limits.inlineAttachmentBytes,
				{ most: limits.inlineAttachmentBytes },
			),
		)
		.nullable()
		.default(null);
}

function namesUpload(value: unknown): boolean {
	return (
		typeof value === "object" &&
		value !== null &&
		((value as { id?: unknown }).id ?? null) !== null
	);
}

function inlineBytes(list: readonly AttachmentInput[]): number {
	return list.reduce(
		(sum, input) => sum + (input.kind === "inline" ? input.content.length : 0),
		0,
	);
}
