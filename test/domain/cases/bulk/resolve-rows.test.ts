import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	type ResolvedRow,
	type RowToResolve,
	resolveRows,
} from "../../../../src/domain/cases/bulk/resolve-rows.ts";
import type { KeyRecord } from "../../../../src/domain/ports/idempotency-keys.ts";

function row(
	key: string | null,
	digest: string | null = key && "same",
	other: Partial<RowToResolve> = {},
): RowToResolve {
	const rest = { earlier: null, uploads: [], isAccepted: true };
	return { key, digest, ...rest, ...other };
}

function uploads(...ids: readonly number[]): Partial<RowToResolve> {
	return { uploads: ids.map((id) => ({ id, isThere: true })) };
}

const record: KeyRecord = {
	digest: "same",
	caseId: 7,
	commentId: null,
	attachmentId: null,
};
const earlier = { earlier: record };
const refused = { isAccepted: false };
const write = { kind: "write" } as const;
const keyReused = { kind: "keyReused" } as const;
const replayed = { kind: "replayed", record } as const;
const alone = { kind: "alone" } as const;

const bulks: Readonly<
	Record<string, readonly (readonly [RowToResolve, ResolvedRow])[]>
> = {
	"rows without a key are written, however alike": [
		[row(null), write],
		[row(null), write],
	],
	"a row repeats the first that has its key and its command": [
		[row("a"), write],
		[row("b"), write],
		[row("a"), { kind: "repeats", row: 0 }],
		[row("a"), { kind: "repeats", row: 0 }],
	],
	"a key that stands for another command of the bulk is reused": [
		[row("a", "one"), write],
		[row("a", "two"), keyReused],
		[row("a", "one"), { kind: "repeats", row: 0 }],
	],
	"a key of the database leads to its case, or is reused; it is nobody's in the bulk":
		[
			[row("a", "other", earlier), keyReused],
			[row("a", "same", earlier), replayed],
			[row("b", null, { ...earlier, ...refused }), keyReused],
		],
	"a refused row leaves its key to the rows after it": [
		[row("a", "bad", refused), alone],
		[row("a", "good"), write],
	],
	"a refused row whose key was taken before is what the key says": [
		[row("a"), write],
		[row("a", "bad", refused), keyReused],
		[row("a", null, refused), keyReused],
		[row("a", "same", refused), { kind: "repeats", row: 0 }],
		[row(null, null, refused), alone],
	],
	"an upload is used up by the first row that names it": [
		[row(null, null, uploads(1, 2)), write],
		[row(null, null, uploads(3, 2)), { kind: "uploadGone", uploadIds: [2] }],
		[row(null, null, uploads(3)), write],
	],
	"an upload that the database has no more is gone": [
		[
			row("a", "same", { uploads: [{ id: 1, isThere: false }] }),
			{ kind: "uploadGone", uploadIds: [1] },
		],
		[row("a", "same"), write],
	],
	"a row that repeats another one needs its upload no more": [
		[row("a", "same", uploads(1)), write],
		[row("a", "same", uploads(1)), { kind: "repeats", row: 0 }],
	],
	"a replayed row needs its upload no more, and takes none": [
		[row("a", "same", { ...earlier, ...uploads(1) }), replayed],
		[row(null, null, uploads(1)), write],
	],
};

describe("rows of a bulk", () => {
	for (const [title, rows] of Object.entries(bulks))
		test(title, () => {
			assert.deepEqual(
				resolveRows(rows.map(([sent]) => sent)),
				rows.map(([, becomes]) => becomes),
			);
		});
});
