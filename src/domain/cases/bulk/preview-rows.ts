import type { Authorized } from "../../authorize.ts";
import { uploadNotFound } from "../attachments/case-files.ts";
import {
	type EvaluatedCreate,
	previewCreate,
} from "../create/evaluate-create.ts";
import type { CreateRequest } from "../create/read-create-request.ts";
import { keyReused } from "../idempotency/idempotency.ts";

export type PreviewedRows =
	| EvaluatedCreate
	/** An earlier row of the bulk has the same key and command. */
	| { readonly kind: "repeats"; readonly row: number };

/** What becomes of each row when all are written in order: what it meets in the database, and in the rows before it. */
export async function previewRows(
	ctx: Authorized<"createCase">,
	requests: readonly CreateRequest[],
): Promise<readonly PreviewedRows[]> {
	const alone = await Promise.all(
		requests.map((request) => previewCreate(ctx, request)),
	);
	const rowOfKey = new Map<string, number>();
	const taken = new Set<number>();
	return alone.map((evaluated, row): PreviewedRows => {
		const { key, digest, problems: own } = requests[row] as CreateRequest;
		const earlier = key === null ? undefined : rowOfKey.get(key.key);
		if (evaluated.kind === "existing" || own.length > 0) return evaluated;
		if (earlier !== undefined)
			return requests[earlier]?.digest === digest
				? { kind: "repeats", row: earlier }
				: { kind: "refused", problems: [keyReused(key)] };
		if (evaluated.kind === "refused") return evaluated;
		const problems = evaluated.newCase.attachments.flatMap((input, index) =>
			input.kind === "upload" && taken.has(input.uploadId)
				? [uploadNotFound(index, input.uploadId)]
				: [],
		);
		if (problems.length > 0) return { kind: "refused", problems };
		for (const id of evaluated.uploads.keys()) taken.add(id);
		if (key !== null) rowOfKey.set(key.key, row);
		return evaluated;
	});
}

/** Whether a row has a problem of its own. */
export function hasRefused(rows: readonly PreviewedRows[]): boolean {
	return rows.some(({ kind }) => kind === "refused");
}

/** The problems of those rows that have some; for the others, why they are not written is somebody else's. */
export function problemsAlone(rows: readonly PreviewedRows[]) {
	return rows.map((row) =>
		row.kind === "refused" ? { problems: row.problems } : {},
	);
}
