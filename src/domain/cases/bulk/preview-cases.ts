import { authorize } from "../../authorize.ts";
import type { Context } from "../../context.ts";
import { previewOf, previewOfCase } from "../create/case-preview.ts";
import { findExistingCases } from "../create/find-existing-case.ts";
import { type BulkInput, type BulkOutcome, bulkOutcome } from "./bulk.ts";
import { hasRefused, previewRows, problemsAlone } from "./preview-rows.ts";
import { readRows } from "./read-rows.ts";
import { refuseBulk } from "./refuse-bulk.ts";
import type { EvaluatedRow } from "./resolve-evaluated.ts";

/** A dry run of `createCases`: a preview wherever that would answer a case. Writes nothing and uses nothing up. */
export async function previewCases(
	context: Context,
	input: BulkInput,
): Promise<BulkOutcome> {
	const ctx = authorize(context, "createCase");
	const problems = refuseBulk(ctx, input);
	if (problems.length > 0) return { rows: [], problems };
	// The request itself was counted as one.
	await ctx.consumeQuota(input.rows.length - 1);
	const rows = await previewRows(ctx, readRows(input));
	if (input.errorPolicy === "REJECT_EVERYTHING" && hasRefused(rows))
		return bulkOutcome(problemsAlone(rows));
	const existing = await findExistingCases(
		ctx,
		rows.flatMap((row) => (row.kind === "existing" ? [row.caseId] : [])),
	);
	const show = (row: (typeof rows)[number] | undefined) => {
		switch (row?.kind) {
			case "accepted":
				return previewOf(row);
			case "existing":
				return previewOfCase(existing(row.caseId));
			default:
				return null;
		}
	};
	return bulkOutcome(
		rows.map((row) => {
			if (row.kind === "refused") return { problems: row.problems };
			const same = row.kind === "repeats" ? rows[row.row] : row;
			return {
				preview: show(same),
				replayed: row.kind !== "accepted",
				warnings: warningsOf(same),
			};
		}),
	);
}

/** A row that repeats an earlier one has its warnings. */
function warningsOf(row: EvaluatedRow | undefined) {
	return row !== undefined && "warnings" in row ? row.warnings : [];
}
