import { hash } from "node:crypto";
import { StoreError } from "../../store-error.ts";
import { valuesOf } from "../values-of.ts";

/**
 * The columns that the digest of a row covers, in the order in which it covers them. Counters are outside, so that a
 * new comment does not seal its case again: `version`, `updated_at` of a case.
 */
export const sealedColumns = {
	case: [
		"id",
		"partyId",
		"operatorId",
		"touchpointCode",
		"categoryCode",
		"typeCode",
		"status",
		"resolution",
		"assigneeOperatorId",
		"assigneeGroupCode",
		"caseData",
		"protocol",
		"activity",
		"tags",
		"source",
		"createdAt",
	],
	comment: ["id", "partyId", "caseId", "description", "createdAt", "updatedAt"],
	attachment: [
		"id",
		"partyId",
		"caseId",
		"fileName",
		"contentType",
		"size",
		"sha256",
		"storageName",
		"createdAt",
	],
	upload: [
		"id",
		"partyId",
		"operatorId",
		"fileName",
		"contentType",
		"size",
		"sha256",
		"storageName",
		"createdAt",
	],
	idempotencyKey: [
		"partyId",
		"operatorId",
		"touchpointCode",
		"key",
		"digest",
		"caseId",
		"commentId",
		"attachmentId",
		"createdAt",
		"keyClock",
	],
} as const;

export type SealedKind = keyof typeof sealedColumns;

/** The values of a row that its digest covers; `caseData` as the text that is stored. */
type SealedRow<Kind extends SealedKind> = Readonly<
	Record<(typeof sealedColumns)[Kind][number], unknown>
>;

/** `v1:` and the SHA-256 of a row's values in a fixed order: a flipped bit that SQLite's own checks pass over changes it. */
export function rowDigest<Kind extends SealedKind>(
	kind: Kind,
	row: SealedRow<Kind>,
): string {
	return digestOfValues([kind, ...valuesOf(sealedColumns[kind], row)]);
}

/** The same from the kind of a row and its sealed values in their order. */
export function digestOfValues(values: readonly unknown[]): string {
	return `v1:${hash("sha256", JSON.stringify(values))}`;
}

/** Stops at a row that is not as it was written. */
export function requireIntact<Kind extends SealedKind>(
	kind: Kind,
	row: SealedRow<Kind> & { readonly rowDigest: string },
): void {
	if (rowDigest(kind, row) === row.rowDigest) return;
	const { id, caseId } = row as Readonly<Record<string, unknown>>;
	const name = id === undefined ? `${kind} of case ${caseId}` : `${kind} ${id}`;
	throw new StoreError(
		`The stored ${name} does not match its digest: the database is damaged; run "verify", and restore a backup.`,
	);
}
