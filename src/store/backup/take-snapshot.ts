import type { AttachmentStorage } from "../attachments/attachment-storage.ts";
import type { NamedFile } from "../attachments/verify-files.ts";
import type { Progress } from "../progress.ts";
import { namedFiles } from "../sqlite/cases/named-files.ts";
import { openDatabase } from "../sqlite/connection/open-database.ts";
import { requireCurrentSchema } from "../sqlite/migrations/schema-version.ts";
import { StoreError } from "../store-error.ts";
import { createAttachmentCopy } from "./create-attachment-copy.ts";

type Snapshot = {
	/** The database, which a server may be writing, and its attachments. */
	readonly file: string;
	readonly attachments: AttachmentStorage;
	/** Where the copies go: a file that is not there yet, and a folder. */
	readonly databaseCopy: string;
	readonly attachmentsCopy: string;
	readonly onProgress: Progress;
};

const busyTimeout = 5_000;
/** Times that a file may be deleted between the moment that a snapshot names it and its copy. */
const attempts = 20;
const pagesPerStep = 1_000;

/**
 * Copies one state of the database with every file that it names. An open read transaction keeps that state still: SQLite
 * would begin its copy anew with each write of another process. Most files are copied before, so that the transaction,
 * which keeps the write-ahead log from being used again, is short.
 */
export async function takeSnapshot({
	file,
	attachments,
	databaseCopy,
	attachmentsCopy,
	onProgress,
}: Snapshot): Promise<void> {
	const database = openDatabase(file, {
		readonly: true,
		busyTimeout,
		journal: "any",
	});
	const files = createAttachmentCopy(attachments, attachmentsCopy, onProgress);
	try {
		requireCurrentSchema(file, database);
		let gone = await files.add(namedFiles(database));
		for (let attempt = 1; ; attempt++) {
			database.exec("BEGIN");
			const named = namedFiles(database);
			requireFound(attachments.place, gone, named);
			gone = await files.add(named);
			if (gone.length === 0) {
				await database.backup(databaseCopy, {
					progress({ totalPages, remainingPages }) {
						onProgress("database", totalPages - remainingPages, totalPages);
						return pagesPerStep;
					},
				});
				database.exec("COMMIT");
				return await files.keepOnly(named);
			}
			database.exec("COMMIT");
			if (attempt === attempts)
				throw new StoreError(
					"Attachments are deleted faster than they can be copied; make the backup at a quieter time.",
				);
		}
	} finally {
		database.close();
	}
}

/** A file that is gone and is named by a later snapshot too was not deleted by casebridge. */
function requireFound(
	place: string,
	gone: readonly NamedFile[],
	named: readonly NamedFile[],
) {
	const names = new Set(named.map(({ storageName }) => storageName));
	const missing = gone.find(({ storageName }) => names.has(storageName));
	if (missing)
		throw new StoreError(
			`The file ${missing.storageName} of ${missing.table} ${missing.id} is not in ${place}, so no backup can be whole; restore an earlier one.`,
		);
}
