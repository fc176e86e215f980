import { hash } from "node:crypto";
import { StoreError } from "../store-error.ts";

/**
 * The columns that the checksum of a row covers, in the order in which it covers them. Counters are outside, so that a
 * new comment does not change the checksum of its case: `version`, `updated_at` of a case.
 */
export const checksummedColumns = {
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

export type ChecksummedKind = keyof typeof checksummedColumns;

/** The values of a row that its digest covers; `caseData` as the text that is stored. */
type ChecksummedRow<Kind extends ChecksummedKind> = Readonly<
	Record<(typeof checksummedColumns)[Kind][number], unknown>
>;

/** `v1:` and the SHA-256 of a row's values in a fixed order: a flipped bit that SQLite's own checks pass over changes it. */
export function rowChecksum<Kind extends ChecksummedKind>(
	kind: Kind,
	row: ChecksummedRow<Kind>,
): string {
	const columns: readonly (typeof checksummedColumns)[Kind][number][] =
		checksummedColumns[kind];
	const values: unknown[] = [kind];
	for (const column of columns) values.push(row[column]);
	return checksumOfValues(values);
}

/** The same from the kind of a row and its checksummed values in their order. */
export function checksumOfValues(values: readonly unknown[]): string {
	return `v1:${hash("sha256", JSON.stringify(values))}`;
}

/** Stops at a row that is not as it was written. */
export function requireIntact<Kind extends ChecksummedKind>(
	kind: Kind,
	row: ChecksummedRow<Kind> & { readonly rowChecksum: string },
): void {
	if (rowChecksum(kind, row) === row.rowChecksum) return;
	const { id, caseId } = row as Readonly<Record<string, unknown>>;
	const name = id === undefined ? `${kind} of case ${caseId}` : `${kind} ${id}`;
	throw new StoreError(
		`The stored ${name} does not match its digest: the database is damaged; run "verify", and restore a backup.`,
	);
}
