import type { Context } from "../../context.ts";
import type { Parsed } from "../../input/parse-input.ts";
import type { NewAttachment } from "../../ports/stored-files.ts";
import type { Problem } from "../../problems/problem.ts";
import type { CaseAttachment } from "../case.ts";
import type { ChangeInput, ChangeOutcome } from "../change/change-case.ts";
import {
	attachmentFingerprint,
	fingerprintOf,
} from "../idempotency/command-fingerprint.ts";
import { attach } from "./attach.ts";
import type { AttachmentInput } from "./attachment-schemas.ts";
import { checkFiles, storeFiles } from "./case-files.ts";

export type AttachmentCommand = { readonly attachment: AttachmentInput };

/** Adds a file, sent inline or uploaded before, to a case. */
export function addAttachment(
	context: Context,
	{
		command,
		...input
	}: ChangeInput & { readonly command: Parsed<AttachmentCommand> },
): Promise<ChangeOutcome> {
	return attach(context, input, {
		async putOnDisk(ctx) {
			const { attachment } = command.value;
			if (!attachment || command.problems.length > 0)
				return { problems: command.problems };
			const { uploads, problems } = await checkFiles(ctx, [attachment]);
			if (problems.length > 0) return { problems: problems.map(atAttachment) };
			const [file] = await storeFiles(ctx, [attachment], uploads);
			return { file: file as NewAttachment };
		},
		fingerprint: () =>
			fingerprintOf(command, (said) => attachmentFingerprint(said.attachment)),
	});
}

/** The input holds one attachment, not the list that uploads are looked up for. */
function atAttachment(problem: Problem): Problem {
	const [, , ...member] = problem.path;
	return { ...problem, path: ["attachment", ...member] };
}

/** The attachment that an outcome added. */
export function addedAttachment(outcome: ChangeOutcome): CaseAttachment | null {
	if (outcome.case === null) return null;
	const [id] = outcome.written.attachmentIds;
	return outcome.case.attachments.find((file) => file.id === id) ?? null;
}
