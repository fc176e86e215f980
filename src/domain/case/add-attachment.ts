import type { Context } from "../context.ts";
import type { Parsed } from "../parse-input.ts";
import type { Problem } from "../problem.ts";
import type { NewAttachment } from "../store.ts";
import type { AttachmentInput } from "./attachment-shapes.ts";
import type { CaseAttachment } from "./case.ts";
import { findUploads, removeFiles, storeFiles } from "./case-files.ts";
import {
	type ChangeInput,
	type ChangeOutcome,
	changeCase,
} from "./change-case.ts";

export type AttachmentCommand = { readonly attachment: AttachmentInput };

/** Adds a file, sent inline or uploaded before, to a case. Its bytes are on disk before the row that names them. */
export async function addAttachment(
	context: Context,
	{
		command,
		...input
	}: ChangeInput & { readonly command: Parsed<AttachmentCommand> },
): Promise<ChangeOutcome> {
	let stored: readonly NewAttachment[] = [];
	const outcome = await changeCase(
		context,
		"attachToCase",
		input,
		async (ctx, found) => {
			await removeFiles(ctx, stored);
			stored = [];
			const { attachment } = command.value;
			const most = ctx.limits.attachments;
			if (found.attachments.length >= most)
				return { problems: [tooMany(found.id, most)] };
			if (!attachment || command.problems.length > 0)
				return { problems: command.problems };
			const { uploads, problems } = await findUploads(ctx, [attachment]);
			if (problems.length > 0) return { problems };
			stored = await storeFiles(ctx, [attachment], uploads);
			return { addAttachments: stored };
		},
	);
	if (outcome.case === null) await removeFiles(context, stored);
	return outcome;
}

/** The attachment that an outcome added. */
export function addedAttachment(outcome: ChangeOutcome): CaseAttachment | null {
	if (outcome.case === null) return null;
	const [id] = outcome.written.attachmentIds;
	return outcome.case.attachments.find((file) => file.id === id) ?? null;
}

function tooMany(caseId: number, most: number): Problem {
	return {
		code: "TOO_MANY",
		path: ["attachment"],
		message: `Case ${caseId} has ${most} attachments, the most a case may have.`,
	};
}
