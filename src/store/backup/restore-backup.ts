import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AttachmentStorage } from "../attachments/attachment-storage.ts";
import { explainDisk } from "../explain-disk.ts";
import { prepareFolder } from "../prepare-folder.ts";
import type { Progress } from "../progress.ts";
import type { Verified } from "../sqlite/integrity/verify-database.ts";
import { StoreError } from "../store-error.ts";
import {
	findInterrupted,
	keptSuffix,
	restoringName,
} from "./find-interrupted.ts";
import {
	type LockedDatabase,
	lockDatabase,
	openAside,
} from "./lock-database.ts";
import { backupNames, type Manifest, readManifest } from "./manifest.ts";
import { prepareRestored } from "./prepare-restored.ts";
import { putInPlace } from "./put-in-place.ts";
import { type Replaced, readReplaced } from "./read-replaced.ts";
import { removeDatabase } from "./remove-database.ts";
import { restoreAttachments } from "./restore-attachments.ts";

type RestoreOptions = {
	readonly file: string;
	readonly attachments: AttachmentStorage;
	/** The folder of the backup. */
	readonly from: string;
	/** Whether it may take the place of another database than the one that was backed up. */
	readonly replacesOther: boolean;
	readonly now: () => number;
	readonly onProgress?: Progress;
	/** Told of each step that was done once the old database begins to move. */
	readonly onStep?: (step: string) => void;
};

export type Restored = Verified & {
	readonly manifest: Manifest;
	/** Where the database that it replaces is now; null where there was none. */
	readonly keptAs: string | null;
	/** Events of that database that are not in the backup; null where nobody can say. */
	readonly lostEvents: number | null;
};

/**
 * Puts a backup in the place of a database that no process has open. Nothing is deleted: the old database is kept under
 * another name. Whatever interrupts this leaves the old database, the restored one, or one that a start refuses in words.
 */
export async function restoreBackup(
	options: RestoreOptions,
): Promise<Restored> {
	const { file, attachments, from, now } = options;
	const manifest = readManifest(from);
	await prepareFolder(dirname(file), "DATABASE_URL");
	await attachments.prepare();
	const isThere = existsSync(file);
	const aside = findInterrupted(file);
	const lock = isThere
		? lockDatabase(file)
		: aside === null
			? null
			: openAside(aside);
	try {
		const replaced = readReplaced(file, lock?.database ?? null);
		if (isThere || replaced.chain !== null)
			requireSameDatabase(options, replaced, manifest);
		const suffix = keptSuffix(now());
		const restored = await replace(options, {
			manifest,
			lock,
			replaced,
			suffix,
		});
		return { ...restored, keptAs: isThere ? `${file}${suffix}` : aside };
	} catch (error) {
		throw explainDisk(dirname(file), error);
	} finally {
		lock?.release();
	}
}

type Found = {
	readonly manifest: Manifest;
	readonly lock: LockedDatabase | null;
	readonly replaced: Replaced;
	readonly suffix: string;
};

async function replace(
	{
		file,
		attachments,
		from,
		onProgress = () => {},
		onStep = () => {},
	}: RestoreOptions,
	{ manifest, lock, replaced, suffix }: Found,
): Promise<Omit<Restored, "keptAs">> {
	const temporary = restoringName(file);
	try {
		const { named, lostEvents, ...verified } = await prepareRestored({
			from,
			manifest,
			replaced,
			temporary,
			onProgress,
		});
		await restoreAttachments({
			from: join(from, backupNames.attachments),
			to: attachments,
			named,
			suffix,
			onProgress,
		});
		const watermark = { chain: verified.chain, ...verified.end };
		await putInPlace({ file, lock, temporary, watermark, suffix, onStep });
		return { ...verified, manifest, lostEvents };
	} catch (error) {
		// The copy stays where it says that the database was moved aside.
		if (lock === null || existsSync(file)) await removeDatabase(temporary);
		throw error;
	}
}

function requireSameDatabase(
	{ file, replacesOther }: RestoreOptions,
	{ chain }: Replaced,
	manifest: Manifest,
) {
	if (replacesOther || chain === manifest.chain) return;
	throw new StoreError(
		chain === null
			? `The database ${file} cannot be read, so nobody can say whether the backup is of it; add --replace if it is to take its place.`
			: `The database ${file} is not the one that was backed up (${chain}, not ${manifest.chain}); add --replace if the backup is to take its place.`,
	);
}
