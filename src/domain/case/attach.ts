import type { Authorized } from "../authorize.ts";
import type { Context } from "../context.ts";
import type { Problem } from "../problem.ts";
import type { NewAttachment } from "../store.ts";
import { removeFiles, removeFilesAfter } from "./case-files.ts";
import {
	type ChangeInput,
	type ChangeOutcome,
	changeCase,
} from "./change-case.ts";
import type { ReceivedFile } from "./receive-file.ts";

type PutOnDisk = (ctx: Authorized<"attachToCase">) => Promise<ReceivedFile>;

/**
 * The frame of every way to add a file to a case: once the case is found to take one, `putOnDisk` brings its bytes,
 * and then comes the row that names them. Bytes without a row go again, unless nobody knows whether it was written.
 */
export async function attach(
	context: Context,
	input: ChangeInput,
	putOnDisk: PutOnDisk,
): Promise<ChangeOutcome> {
	let stored: NewAttachment | null = null;
	const bytes = () => (stored === null ? [] : [stored]);
	try {
		const outcome = await changeCase(
			context,
			"attachToCase",
			input,
			async (ctx, found) => {
				const most = ctx.limits.attachments;
				if (found.attachments.length >= most)
					return { problems: [tooMany(found.id, most)] };
				if (stored === null || stored.uploadId !== undefined) {
					const received = await putOnDisk(ctx);
					if ("problems" in received) return received;
					stored = received.file;
				}
				return { addAttachments: [stored] };
			},
		);
		if (outcome.case === null) await removeFiles(context, bytes());
		return outcome;
	} catch (error) {
		await removeFilesAfter(error, context, bytes());
		throw error;
	}
}

function tooMany(caseId: number, most: number): Problem {
	return {
		code: "TOO_MANY",
		path: ["attachment"],
		message: `Case ${caseId} has ${most} attachments, the most a case may have.`,
	};
}
