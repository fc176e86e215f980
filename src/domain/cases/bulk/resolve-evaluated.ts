import { uploadNotFound } from "../attachments/case-files.ts";
import { type EvaluatedCreate, refused } from "../create/evaluate-create.ts";
import { keyReused } from "../idempotency/find-earlier.ts";
import {
	type ResolvedRow,
	type RowToResolve,
	resolveRows,
} from "./resolve-rows.ts";

/** A row beside the others of its bulk. */
export type EvaluatedRow =
	| EvaluatedCreate
	/** An earlier row has the same key and command. */
	| Extract<ResolvedRow, { readonly kind: "repeats" }>;

/**
 * What rows that were evaluated one by one, with their keys and uploads as the database has them, become when all are
 * written in order.
 */
export function resolveEvaluated(
	rows: readonly EvaluatedCreate[],
): readonly EvaluatedRow[] {
	const resolved = resolveRows(rows.map(toResolve));
	return rows.map((row, index) =>
		besideOthers(row, resolved[index] as ResolvedRow),
	);
}

function toResolve(row: EvaluatedCreate): RowToResolve {
	const isAccepted = row.kind === "accepted";
	const uploads = isAccepted ? [...row.uploads.keys()] : [];
	return {
		key: row.key?.key ?? null,
		digest: row.digest,
		earlier: null,
		uploads: uploads.map((id) => ({ id, isThere: true })),
		isAccepted,
	};
}

function besideOthers(
	row: EvaluatedCreate,
	resolved: ResolvedRow,
): EvaluatedRow {
	if (resolved.kind === "repeats") return resolved;
	if (resolved.kind === "keyReused") return refused([keyReused(row.key)]);
	if (resolved.kind !== "uploadGone" || row.kind !== "accepted") return row;
	return refused(
		row.files.flatMap((input, index) =>
			input.kind === "upload" && resolved.uploadIds.includes(input.uploadId)
				? [uploadNotFound(index, input.uploadId)]
				: [],
		),
	);
}
