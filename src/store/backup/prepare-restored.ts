import { existsSync } from "node:fs";
import { join } from "node:path";
import { openAttachmentFolder } from "../attachments/folder/open-attachment-folder.ts";
import type { NamedFile } from "../attachments/verify-files.ts";
import { copyFileDurably, syncFile } from "../copy-file.ts";
import { digestOfFile } from "../digest-of-file.ts";
import type { Progress } from "../progress.ts";
import { namedFiles } from "../sqlite/cases/named-files.ts";
import { openDatabase } from "../sqlite/connection/open-database.ts";
import { prepareHashOfEvent } from "../sqlite/integrity/prepare-hash-of-event.ts";
import {
	type Verified,
	verifyDatabase,
} from "../sqlite/integrity/verify-database.ts";
import { raiseLastNumbers } from "../sqlite/migrations/last-numbers.ts";
import { migrate } from "../sqlite/migrations/migrate.ts";
import { StoreError } from "../store-error.ts";
import { countLostEvents } from "./count-lost-events.ts";
import { backupNames, type Manifest } from "./manifest.ts";
import type { Replaced } from "./read-replaced.ts";
import { removeLogs } from "./remove-database.ts";

type Preparation = {
	/** The folder of the backup. */
	readonly from: string;
	readonly manifest: Manifest;
	readonly replaced: Replaced;
	/** Where the copy goes, on the file system of the database. */
	readonly temporary: string;
	readonly onProgress: Progress;
};

type Finished = {
	/** The rows that name files. */
	readonly named: readonly NamedFile[];
	/** Events of the replaced database that are not in the backup; null where nobody can say. */
	readonly lostEvents: number | null;
};

/** Copies the database of a backup beside the one that it is to replace, brings it up to date, and verifies the copy with the files of the backup. */
export async function prepareRestored({
	from,
	manifest,
	replaced,
	temporary,
	onProgress,
}: Preparation): Promise<Verified & Finished> {
	const source = join(from, backupNames.database);
	requireUntouched(source, manifest);
	await removeLogs(temporary);
	await copyFileDurably(source, temporary);
	migrate(temporary, 1);
	const verified = await verifyDatabase({
		file: temporary,
		attachments: openAttachmentFolder(join(from, backupNames.attachments)),
		onProgress,
	});
	const { chain, lastEvent, cases } = manifest;
	const isSame =
		verified.chain === chain &&
		verified.end.id === lastEvent.id &&
		verified.end.hash === lastEvent.hash &&
		verified.rows.case === cases;
	if (!isSame) throw mixedUp(from);
	const finished = finish(temporary, replaced);
	await syncFile(temporary);
	return { ...verified, ...finished };
}

/** Closing the only connection that may write takes the write-ahead log away. */
function finish(file: string, { contents }: Replaced): Finished {
	const database = openDatabase(file, { busyTimeout: 0 });
	try {
		const named = namedFiles(database);
		if (contents === null) return { named, lostEvents: null };
		raiseLastNumbers(database, contents.lastNumbers);
		const { lastEvent, hashOf } = contents;
		const lostEvents = countLostEvents(
			lastEvent,
			hashOf,
			prepareHashOfEvent(database),
		);
		return { named, lostEvents };
	} finally {
		database.close();
	}
}

/** The file alone is the backup: a write-ahead log beside it, or another file in its place, is not what was verified. */
function requireUntouched(source: string, manifest: Manifest) {
	if (!existsSync(source) || existsSync(`${source}-wal`)) throw mixedUp(source);
	if (digestOfFile(source).sha256 !== manifest.sha256) throw mixedUp(source);
}

function mixedUp(what: string) {
	return new StoreError(
		`${what} is not what the manifest.json beside it describes: files were mixed up, changed or lost. Use another backup.`,
	);
}
