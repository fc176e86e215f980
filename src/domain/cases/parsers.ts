import type { Limits } from "../input/limits.ts";
import { type Parsed, parseObject } from "../input/parse-input.ts";
import type { AttachmentCommand } from "./attachments/add-attachment.ts";
import {
	contentType,
	type FileCommand,
	fileName,
	singleAttachment,
} from "./attachments/attachment-schemas.ts";
import { text } from "./case-schemas.ts";
import {
	type ParseUpdateCase,
	updateCaseParser,
} from "./change/update-case-parser.ts";
import type { CommentCommand } from "./comments/add-comment.ts";
import {
	createCaseParser,
	type ParseCreateCase,
} from "./create/create-case-parser.ts";

/** The parse functions of all inputs that have limits, one an input, for both protocols. */
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
