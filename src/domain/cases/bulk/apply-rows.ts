import type { Authorized } from "../../authorize.ts";
import type { Problem } from "../../problems/problem.ts";
import {
	type Accepted,
	type EvaluatedCreate,
	evaluateCreate,
} from "../create/evaluate-create.ts";
import type { CreateRequest } from "../create/read-create-request.ts";
import type { WriteResult } from "../create/write-new-case.ts";
import { writeNewCases } from "./write-new-cases.ts";

/** What a row has come to, for good. */
export type Applied = (
	| Exclude<EvaluatedCreate, Accepted>
	| Exclude<WriteResult, { readonly kind: "uploadGone" | "stale" }>
) & { readonly warnings?: readonly Problem[] };

/** By row. */
export type AppliedRows = Map<number, Applied>;

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
	const written = await writeNewCases(
		ctx,
		rows.map((row) => evaluated[row] as Accepted),
		isAllOrNothing,
	);
	if (written.kind !== "written") return written.kind;
	for (const [index, result] of written.results.entries()) {
		if (result.kind === "uploadGone" || result.kind === "stale") continue;
		const row = rows[index] as number;
		const { warnings } = evaluated[row] as Accepted;
		applied.set(row, { ...result, warnings });
	}
	const made = rows.filter((row) => applied.has(row));
	for (const [row, found] of evaluated.entries())
		if (found?.kind === "refused" && meetsKey(requests, row, made))
			applied.set(row, { kind: "keyReused" });
		else if (found && found.kind !== "accepted") applied.set(row, found);
	return "written";
}

/** Whether a refused row has the key of one of these rows before it: alone, it would have met its case. */
function meetsKey(
	requests: readonly CreateRequest[],
	row: number,
	made: readonly number[],
): boolean {
	const { key, problems } = requests[row] as CreateRequest;
	return (
		key !== null &&
		problems.length === 0 &&
		made.some(
			(earlier) => earlier < row && requests[earlier]?.key?.key === key.key,
		)
	);
}
