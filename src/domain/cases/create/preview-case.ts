import { authorize } from "../../authorize.ts";
import type { Context } from "../../context.ts";
import type { Problem } from "../../problems/problem.ts";
import { type CasePreview, previewOf, previewOfCase } from "./case-preview.ts";
import { previewCreate } from "./evaluate-create.ts";
import { findExistingCase } from "./find-existing-case.ts";
import {
	type CreateCaseInput,
	readCreateRequest,
} from "./read-create-request.ts";

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
	input: CreateCaseInput,
): Promise<PreviewCaseOutcome> {
	const ctx = authorize(context, "createCase");
	const previewed = await previewCreate(ctx, readCreateRequest(ctx, input));
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
				preview: previewOf(ctx, previewed),
				replayed: false,
				warnings: previewed.warnings,
			};
	}
}
