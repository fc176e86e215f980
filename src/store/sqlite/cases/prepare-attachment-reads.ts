import type { AttachmentReader } from "../../../domain/ports/attachment-reader.ts";
import { requireIntact } from "../../integrity/row-checksum.ts";
import {
	type BetterSQLite3Database,
	eq,
	type SQLiteColumn,
	sql,
} from "../connection/drizzle.ts";
import { caseAttachments, uploads } from "../schema.ts";

/** Statements that read what is known of files, prepared once. */
export function prepareAttachmentReads(
	db: BetterSQLite3Database,
): AttachmentReader {
	const attachmentById = db
		.select()
		.from(caseAttachments)
		.where(eq(caseAttachments.id, sql.placeholder("id")))
		.prepare();
	const isStorageName = (column: SQLiteColumn) =>
		eq(column, sql.placeholder("storageName"));
	const byStorageName = db
		.select({ id: caseAttachments.id })
		.from(caseAttachments)
		.where(isStorageName(caseAttachments.storageName))
		.union(
			db
				.select({ id: uploads.id })
				.from(uploads)
				.where(isStorageName(uploads.storageName)),
		)
		.prepare();

	return {
		async find(id) {
			const row = attachmentById.get({ id });
			if (row) requireIntact("attachment", row);
			return row ?? null;
		},
		hasFile: async (storageName) =>
			byStorageName.get({ storageName }) !== undefined,
	};
}
