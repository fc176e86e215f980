import type { Authorized } from "../../authorize.ts";
import type { CreateRequest } from "../create/create-case-parser.ts";
import { previewCreate } from "../create/evaluate-create.ts";
import { type EvaluatedRow, resolveEvaluated } from "./resolve-evaluated.ts";

/** What becomes of each row when all are written in order: what it meets in the database, and in the rows before it. */
export async function previewRows(
	ctx: Authorized<"createCase">,
	requests: readonly CreateRequest[],
): Promise<readonly EvaluatedRow[]> {
	return resolveEvaluated(
		await Promise.all(requests.map((request) => previewCreate(ctx, request))),
	);
}

/** Whether a row has a problem of its own. */
export function hasRefused(rows: readonly EvaluatedRow[]): boolean {
	return rows.some(({ kind }) => kind === "refused");
}

/** The problems of those rows that have some; for the others, why they are not written is somebody else's. */
export function problemsAlone(rows: readonly EvaluatedRow[]) {
	return rows.map((row) =>
		row.kind === "refused" ? { problems: row.problems } : {},
	);
}
