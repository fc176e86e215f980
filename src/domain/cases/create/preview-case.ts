import { authorize } from "../../authorize.ts";
import type { Context } from "../../context.ts";
import type { Problem } from "../../problems/problem.ts";
import { type CasePreview, previewOf, previewOfCase } from "./case-preview.ts";
import type { CreateRequest } from "./create-case-parser.ts";
import { previewCreate } from "./evaluate-create.ts";
import { findExistingCase } from "./find-existing-case.ts";
/** Either the case that would be, or every reason why it would not. */
export type PreviewCaseOutcome =
	| {
			readonly preview: CasePreview;
			/** The case is there already: an earlier command with the same key made it. */
			readonly replayed: boolean;
			readonly warnings: readonly Problem[];
	  }
	| { readonly preview: null; readonly problems: readonly Problem[] };

/** A dry run: what `createCase` would answer now, decided by the same rules. Writes nothing and uses nothing up. */
export async function previewCase(
	context: Context,
	request: CreateRequest,
): Promise<PreviewCaseOutcome> {
	const ctx = authorize(context, "createCase");
	const previewed = await previewCreate(ctx, request);
	switch (previewed.kind) {
		case "refused":
			return { preview: null, problems: previewed.problems };
		case "existing":
			return {
				preview: previewOfCase(await findExistingCase(ctx, previewed.caseId)),
				replayed: true,
				warnings: previewed.warnings,
			};
		case "accepted":
			return {
				preview: previewOf(previewed),
				replayed: false,
				warnings: previewed.warnings,
			};
	}
}
