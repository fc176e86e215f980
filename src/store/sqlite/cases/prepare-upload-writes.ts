import type {
	NewAttachment,
	NewUpload,
} from "../../../domain/ports/stored-files.ts";
import { uploadRow } from "../../rows/part-rows.ts";
import { eq, lt, sql } from "../connection/drizzle.ts";
import {
	type ConnectedDatabase,
	prepareInsert,
} from "../connection/statements.ts";
import type { TransactionState } from "../connection/transaction-state.ts";
import { uploads } from "../schema.ts";
import { prepareUploadCount } from "./prepare-upload-count.ts";

export type UploadWrites = ReturnType<typeof prepareUploadWrites>;

/** Statements about uploads, prepared once; each function runs inside the writer's transaction. */
export function prepareUploadWrites(
	db: ConnectedDatabase,
	state: TransactionState,
) {
	const insertUpload = prepareInsert(db, uploads);
	const countUploads = prepareUploadCount(db);
	const isUpload = eq(uploads.id, sql.placeholder("id"));
	const selectUpload = db
		.select({ id: uploads.id })
		.from(uploads)
		.where(isUpload)
		.prepare();
	const deleteUpload = db.delete(uploads).where(isUpload).prepare();

	return {
		/** Whether every upload that attachments name is still there. */
		hasUploads(attachments: readonly NewAttachment[]): boolean {
			return uploadIds(attachments).every((id) => selectUpload.get({ id }));
		},
		/** Uses up the uploads that attachments name. */
		takeUploads(attachments: readonly NewAttachment[]) {
			for (const id of uploadIds(attachments)) deleteUpload.run({ id });
		},
		/** Answers the id of the upload; null where its owner has as many as are allowed. */
		addUpload(upload: NewUpload, most: number): number | null {
			if (countUploads(upload) >= most) return null;
			const row = uploadRow(state.nextId("uploads", 1), upload);
			insertUpload(row);
			return row.id;
		},
		removeUploads(olderThan: number): number {
			return db.delete(uploads).where(lt(uploads.createdAt, olderThan)).run()
				.changes;
		},
	};
}

function uploadIds(attachments: readonly NewAttachment[]): number[] {
	return attachments
		.map(({ uploadId }) => uploadId)
		.filter((id) => id !== undefined);
}
