import { authorize } from "../../authorize.ts";
import type { Context } from "../../context.ts";
import type { Problem } from "../../problems/problem.ts";
import { type CasePreview, previewOf, previewOfCase } from "./case-preview.ts";
import { foreseeCreate } from "./evaluate-create.ts";
import { findLandedCase } from "./find-existing-case.ts";
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
	const foreseen = await foreseeCreate(ctx, readCreateRequest(ctx, input));
	switch (foreseen.kind) {
		case "refused":
			return { preview: null, problems: foreseen.problems };
		case "landed":
			return {
				preview: previewOfCase(await findLandedCase(ctx, foreseen.caseId)),
				replayed: true,
				warnings: foreseen.warnings,
			};
		case "accepted":
			return {
				preview: previewOf(ctx, foreseen),
				replayed: false,
				warnings: foreseen.warnings,
			};
	}
}
