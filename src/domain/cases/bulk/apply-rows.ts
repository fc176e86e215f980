import type { Authorized } from "../../authorize.ts";
import type { CreateRequest } from "../create/create-case-parser.ts";
import {
	type EvaluatedCreate,
	evaluateCreate,
} from "../create/evaluate-create.ts";
import { resolveEvaluated } from "./resolve-evaluated.ts";
import { type AppliedRow, writeRows } from "./write-rows.ts";
import { zip } from "./zip.ts";

/** By row. */
export type AppliedRows = Map<number, AppliedRow>;

/**
 * Decides and writes the rows that are not applied, together. All or nothing applies no row when one is refused; else
 * only a row whose upload another request used first stays open, to be decided again.
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
	const accepted = [...evaluated.entries()].flatMap(([row, found]) =>
		found?.kind === "accepted" ? [{ row, found }] : [],
	);
	const written = await writeRows(
		ctx,
		accepted.map(({ found }) => found),
		isAllOrNothing,
	);
	if (written === "refused" || written === "stale") return written;
	for (const [{ row }, result] of zip(accepted, written))
		if (result) applied.set(row, result);
	resolveOthers(evaluated, applied);
	return "written";
}

/** Applies the rows that were not to be written, now that their neighbours are. */
function resolveOthers(
	evaluated: readonly (EvaluatedCreate | null)[],
	applied: AppliedRows,
): void {
	const others: { readonly row: number; readonly found: EvaluatedCreate }[] =
		[];
	for (const [row, found] of evaluated.entries()) {
		const isOpen =
			found?.kind === "accepted" && applied.get(row)?.kind !== "created";
		if (found === null || isOpen) continue;
		others.push({ row, found });
	}
	const resolved = resolveEvaluated(others.map(({ found }) => found));
	for (const [{ row }, found] of zip(others, resolved)) {
		if (found.kind === "repeats") {
			const first = others[found.row];
			applied.set(row, repeated(first && applied.get(first.row)));
		} else if (found.kind !== "accepted") applied.set(row, found);
	}
}

/** The result of a row with the key and the command of a row that was just written. */
function repeated(first: AppliedRow | undefined): AppliedRow {
	if (first?.kind !== "created")
		throw new Error("Only a row that was written is repeated.");
	return { kind: "existing", caseId: first.case.id, warnings: [] };
}
