import type { Context } from "../../context.ts";
import { problem } from "../../problems/problem.ts";
import {
	type ChangeInput,
	type ChangeOutcome,
	changeCase,
} from "../change/change-case.ts";

/** Deletes a file of a case: the row first, then its bytes, which the sweep takes if they cannot go now; the timeline keeps its name. */
export async function deleteAttachment(
	context: Context,
	{ attachmentId, ...input }: ChangeInput & { readonly attachmentId: number },
): Promise<ChangeOutcome> {
	let storageName: string | null = null;
	const outcome = await changeCase(context, "attachToCase", input, {
		async decide({ app }, found) {
			const stored = await app.store.attachments.find(attachmentId);
			const removeAttachment = found.attachments.find(
				({ id }) => id === attachmentId,
			);
			if (removeAttachment) {
				storageName = stored?.storageName ?? null;
				return { removeAttachment };
			}
			const parameters = { caseId: found.id, id: attachmentId };
			return {
				problems: [
					problem("attachmentNotOfCase", ["attachmentId"], parameters),
				],
			};
		},
		fingerprint: () => ["deleteAttachment", attachmentId],
	});
	if (outcome.case !== null && !outcome.replayed && storageName !== null)
		await context.app.files.remove(storageName).catch(() => {});
	return outcome;
}
