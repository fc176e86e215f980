import { type Authorized, authorize } from "../../authorize.ts";
import type { Context } from "../../context.ts";
import { attempts, busy } from "../create/create-case.ts";
import { findExistingCases } from "../create/find-existing-case.ts";
import { type AppliedRows, applyRows } from "./apply-rows.ts";
import {
	type BulkInput,
	type BulkOutcome,
	bulkOutcome,
	type RowOutcome,
} from "./bulk.ts";
import { hasRefused, previewRows, problemsAlone } from "./preview-rows.ts";
import { readRows } from "./read-rows.ts";
import { refuseBulk } from "./refuse-bulk.ts";

/**
 * Opens many cases in one transaction, in their order, each whole or not at all. By the policy, a row with a problem
 * keeps all from being written, or itself alone.
 */
export async function createCases(
	context: Context,
	input: BulkInput,
): Promise<BulkOutcome> {
	let ctx = authorize(context, "createCase");
	const problems = refuseBulk(ctx, input);
	if (problems.length > 0) return { rows: [], problems };
	// The request itself was counted as one.
	await ctx.consumeQuota(input.rows.length - 1);
	const requests = readRows(input);
	const isAllOrNothing = input.errorPolicy === "REJECT_EVERYTHING";
	const applied: AppliedRows = new Map();

	for (let attempt = 0; attempt < attempts; attempt++) {
		const result = await applyRows(ctx, requests, applied, isAllOrNothing);
		if (applied.size === requests.length)
			return bulkOutcome(await present(ctx, applied));
		if (result === "stale") ctx = authorize(await ctx.refresh(), "createCase");
		else if (isAllOrNothing) {
			const rows = await previewRows(ctx, requests);
			if (hasRefused(rows)) return bulkOutcome(problemsAlone(rows));
		}
	}
	throw busy();
}

/** Every row as it is answered, in order. */
async function present(
	ctx: Authorized<"createCase">,
	applied: AppliedRows,
): Promise<readonly Partial<RowOutcome>[]> {
	const rows = [...applied.entries()].sort(([a], [b]) => a - b);
	const existing = await findExistingCases(
		ctx,
		rows.flatMap(([, row]) => (row.kind === "existing" ? [row.caseId] : [])),
	);
	return rows.map(([, row]) => {
		if (row.kind === "refused") return { problems: row.problems };
		const { warnings } = row;
		return row.kind === "created"
			? { case: row.case, warnings }
			: { case: existing(row.caseId), replayed: true, warnings };
	});
}
