import type { Context } from "../../context.ts";
import { type Problem, problem } from "../../problems/problem.ts";
import type { CaseAttachment } from "../case.ts";
import { findCase } from "../queries/find-cases.ts";

export type ReadOutcome =
	| {
			readonly attachment: CaseAttachment;
			/** Every byte was compared with its SHA-256 before. */
			readonly content: NodeJS.ReadableStream;
	  }
	| { readonly attachment: null; readonly problems: readonly Problem[] };

/** An attachment with its bytes, if it hangs on a case that the caller may see. A missing or damaged file is thrown. */
export async function readAttachment(
	ctx: Context,
	id: number,
): Promise<ReadOutcome> {
	const stored = await ctx.app.store.attachments.find(id);
	const owner = await findCase(ctx, stored?.caseId ?? 0);
	if (!stored || !owner)
		return {
			attachment: null,
			problems: [problem("attachmentNotFound", ["id"], { id })],
		};
	const { fileName, contentType, size } = stored;
	const content = await ctx.app.files.openChecked(stored);
	return { attachment: { id, fileName, contentType, size }, content };
}
