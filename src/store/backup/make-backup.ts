import { existsSync, readdirSync } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { AttachmentStorage } from "../attachments/attachment-storage.ts";
import { openAttachmentFolder } from "../attachments/folder/open-attachment-folder.ts";
import { syncFile } from "../copy-file.ts";
import { digestOfFile } from "../digest-of-file.ts";
import { explainDisk } from "../explain-disk.ts";
import { prepareFolder } from "../prepare-folder.ts";
import type { Progress } from "../progress.ts";
import { openDatabase } from "../sqlite/connection/open-database.ts";
import {
	type Verified,
	verifyDatabase,
} from "../sqlite/integrity/verify-database.ts";
import { readLastNumbers } from "../sqlite/migrations/last-numbers.ts";
import { StoreError } from "../store-error.ts";
import { syncFolder } from "../sync-folder.ts";
import { backupNames, type Manifest } from "./manifest.ts";
import { takeSnapshot } from "./take-snapshot.ts";

type BackupOptions = {
	readonly file: string;
	readonly attachments: AttachmentStorage;
	/** A folder that is not there yet, or is empty. */
	readonly to: string;
	readonly version: string;
	readonly now: () => number;
	readonly onProgress: Progress;
};

/**
 * Makes a backup of a database that a server may be writing, and verifies it. Until it is whole and on disk it has
 * another name, so nothing is ever called `to` that cannot be restored.
 */
export async function makeBackup(
	options: BackupOptions,
): Promise<Verified & { readonly manifest: Manifest }> {
	const { file, to } = options;
	if (!existsSync(file))
		throw new StoreError(
			`There is no database ${file}; name another file in DATABASE_URL.`,
		);
	if (!isFree(to))
		throw new StoreError(
			`${to} is there already; name a new folder for the backup.`,
		);
	const partial = `${to}.partial`;
	if (existsSync(partial))
		throw new StoreError(
			`${partial} is there: another backup is running, or one was cut off; remove it if none is running.`,
		);
	await prepareFolder(dirname(to), "TO");
	try {
		const made = await fill(partial, options);
		await rename(partial, to);
		await syncFolder(dirname(to));
		return made;
	} catch (error) {
		await rm(partial, { recursive: true, force: true });
		throw explainDisk(dirname(to), error);
	}
}

function isFree(folder: string): boolean {
	if (!existsSync(folder)) return true;
	try {
		return readdirSync(folder).length === 0;
	} catch {
		return false;
	}
}

async function fill(
	folder: string,
	{ file, attachments, version, now, onProgress }: BackupOptions,
) {
	const path = (name: keyof typeof backupNames) =>
		join(folder, backupNames[name]);
	await mkdir(folder);
	await mkdir(path("attachments"));
	await takeSnapshot({
		file,
		attachments,
		databaseCopy: path("database"),
		attachmentsCopy: path("attachments"),
		onProgress,
	});
	const lastCaseNumber = finishCopy(path("database"));
	await syncFile(path("database"));
	const verified = await verifyDatabase({
		file: path("database"),
		attachments: openAttachmentFolder(path("attachments")),
		onProgress,
	});
	const manifest: Manifest = {
		format: 1,
		casebridge: version,
		createdAt: new Date(now()).toISOString(),
		chain: verified.chain,
		lastEvent: verified.end,
		cases: verified.rows.case,
		lastCaseNumber,
		sha256: digestOfFile(path("database")).sha256,
	};
	await write(path("manifest"), `${JSON.stringify(manifest, null, "\t")}\n`);
	for (const synced of [path("attachments"), folder]) await syncFolder(synced);
	return { ...verified, manifest };
}

/** Makes the copy a file on its own, which needs no write-ahead log beside it. */
function finishCopy(file: string): number {
	const database = openDatabase(file, { busyTimeout: 0, journal: "delete" });
	try {
		return readLastNumbers(database).get("cases") ?? 0;
	} finally {
		database.close();
	}
}

async function write(path: string, text: string) {
	const file = await open(path, "wx", 0o600);
	try {
		await file.writeFile(text);
		await file.sync();
	} finally {
		await file.close();
	}
}
