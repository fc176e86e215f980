import type { Limits } from "../limits.ts";
import { type Parsed, parseObject } from "../parse-input.ts";
import type { AttachmentCommand } from "./add-attachment.ts";
import type { CommentCommand } from "./add-comment.ts";
import {
	contentType,
	type FileCommand,
	fileName,
	singleAttachment,
} from "./attachment-shapes.ts";
import { text } from "./case-shapes.ts";
import { createCaseParser, type ParseCreateCase } from "./parse-create-case.ts";
import { type ParseUpdateCase, updateCaseParser } from "./parse-update-case.ts";

/** The parse functions of all inputs that have limits, one an input, for both doors. */
export type Parsers = {
	readonly createCase: ParseCreateCase;
	readonly updateCase: ParseUpdateCase;
	/** `{description}`. */
	readonly comment: (raw: unknown) => Parsed<CommentCommand>;
	/** `{attachment}`, whose element is one of create's. */
	readonly attachment: (raw: unknown) => Parsed<AttachmentCommand>;
	/** `{fileName, contentType}` of a file whose bytes come on their own. */
	readonly file: (raw: unknown) => Parsed<FileCommand>;
};

/** Builds every schema once, for these limits. */
export function createParsers(limits: Limits): Parsers {
	return {
		createCase: createCaseParser(limits),
		updateCase: updateCaseParser(limits),
		comment: parseObject({ description: text(limits.textLength) }),
		attachment: parseObject({ attachment: singleAttachment(limits) }),
		file: parseObject({
			fileName: fileName(limits),
			contentType: contentType(limits),
		}),
	};
}
