import type { Verified } from "../../store/sqlite/integrity/verify-database.ts";

/** `3 cases, 1 comment, …`: what a database holds, for people. */
export function describeContents({ rows, end, files }: Verified): string {
	const parts = [
		count(rows.case, "case", "cases"),
		count(rows.comment, "comment", "comments"),
		count(rows.attachment, "attachment", "attachments"),
		count(rows.upload, "upload", "uploads"),
		count(rows.idempotencyKey, "idempotency key", "idempotency keys"),
		count(end.id, "event", "events"),
	];
	return `${parts.join(", ")} and ${count(files, "file", "files")}`;
}

export function count(number: number, one: string, many: string): string {
	return `${number} ${number === 1 ? one : many}`;
}
