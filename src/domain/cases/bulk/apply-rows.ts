import type { Authorized } from "../../authorize.ts";
import type { AcceptedCreate } from "../create/create-case-job.ts";
import type { CreateRequest } from "../create/create-case-parser.ts";
import {
	type EvaluatedCreate,
	evaluateCreate,
} from "../create/evaluate-create.ts";
import { resolveEvaluated } from "./resolve-evaluated.ts";
import { type AppliedRow, writeRows } from "./write-rows.ts";

/** By row. */
export type AppliedRows = Map<number, AppliedRow>;

/**
 * Decides and writes the rows that are not applied, together. All or nothing applies no row when one is refused; else
 * only a row whose upload somebody was faster to use stays open, to be decided again.
 */
export async function applyRows(
	ctx: Authorized<"createCase">,
	requests: readonly CreateRequest[],
	applied: AppliedRows,
	isAllOrNothing: boolean,
): Promise<"written" | "refused" | "stale"> {
	const evaluated = await Promise.all(
		requests.map((request, row) =>
			applied.has(row) ? null : evaluateCreate(ctx, request),
		),
	);
	if (isAllOrNothing && evaluated.some((row) => row?.kind === "refused"))
		return "refused";
	const rows = [...evaluated.keys()].filter(
		(row) => evaluated[row]?.kind === "accepted",
	);
	const written = await writeRows(
		ctx,
		rows.map((row) => evaluated[row] as AcceptedCreate),
		isAllOrNothing,
	);
	if (written === "refused" || written === "stale") return written;
	for (const [index, row] of rows.entries()) {
		const result = written[index];
		if (result) applied.set(row, result);
	}
	resolveOthers(evaluated, applied);
	return "written";
}

/** Applies the rows that were not for writing: what they are beside those that were just written. */
function resolveOthers(
	evaluated: readonly (EvaluatedCreate | null)[],
	applied: AppliedRows,
): void {
	const rows: number[] = [];
	const settled: EvaluatedCreate[] = [];
	for (const [row, found] of evaluated.entries()) {
		const isOpen =
			found?.kind === "accepted" && applied.get(row)?.kind !== "created";
		if (found === null || isOpen) continue;
		rows.push(row);
		settled.push(found);
	}
	for (const [index, found] of resolveEvaluated(settled).entries()) {
		const row = rows[index] as number;
		if (found.kind === "repeats")
			applied.set(row, repeated(applied.get(rows[found.row] as number)));
		else if (found.kind !== "accepted") applied.set(row, found);
	}
}

/** What a row is whose key and command are those of a row that was just written. */
function repeated(first: AppliedRow | undefined): AppliedRow {
	if (first?.kind !== "created")
		throw new Error("Only a row that was written is repeated.");
	return { kind: "existing", caseId: first.case.id, warnings: [] };
}
