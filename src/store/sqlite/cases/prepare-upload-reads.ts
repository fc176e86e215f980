import type { UploadStore } from "../../../domain/ports/upload-store.ts";
import { requireIntact } from "../../integrity/row-checksum.ts";
import { type BetterSQLite3Database, eq, sql } from "../connection/drizzle.ts";
import { uploads } from "../schema.ts";
import { prepareUploadCount } from "./prepare-upload-count.ts";

/** Statements that read uploads, prepared once. */
export function prepareUploadReads(
	db: BetterSQLite3Database,
): Pick<UploadStore, "count" | "find"> {
	const count = prepareUploadCount(db);
	const uploadById = db
		.select()
		.from(uploads)
		.where(eq(uploads.id, sql.placeholder("id")))
		.prepare();

	return {
		count: async (owner) => count(owner),
		async find(id) {
			const row = uploadById.get({ id });
			if (row) requireIntact("upload", row);
			return row ?? null;
		},
	};
}
