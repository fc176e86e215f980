import { open, opendir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "../../error-code.ts";
import { gracePeriod } from "../attachment-storage.ts";
import { newStorageName } from "../storage-name.ts";

/**
 * Removes files that no row names: what a crash or a failed write left behind. Answers how many went.
 * Only names of the forms that the attachment folder gives are looked at.
 */
export async function sweepFolder(
	folder: string,
	isNamed: (storageName: string) => Promise<boolean>,
	now: () => number,
	signal?: AbortSignal,
): Promise<number> {
	let folderNow: number | null = null;
	let removed = 0;
	for await (const { name } of await opendir(folder)) {
		if (signal?.aborted) break;
		const form = /^([0-9a-f-]{36})(\.tmp)?$/.exec(name);
		if (!form) continue;
		const path = join(folder, name);
		const changedAt = await timeOf(path);
		if (changedAt === null || now() - changedAt < gracePeriod) continue;
		if (form[2] === undefined && (await isNamed(name))) continue;
		folderNow ??= await folderTime(folder);
		if (folderNow - changedAt < gracePeriod) continue;
		await rm(path, { force: true });
		removed++;
	}
	return removed;
}

/**
 * The time by the clock that dates the files, which is another machine's in a network file system: by a clock of our own
 * that is ahead, files of a create that is running would be old. Without space for a file, only our own counts.
 */
async function folderTime(folder: string): Promise<number> {
	const path = join(folder, `${newStorageName()}.tmp`);
	try {
		const file = await open(path, "wx", 0o600);
		try {
			return (await file.stat()).mtimeMs;
		} finally {
			await file.close();
		}
	} catch (error) {
		if (errorCode(error) !== "ENOSPC") throw error;
		return Number.POSITIVE_INFINITY;
	} finally {
		await rm(path, { force: true });
	}
}

/** When a file was last written; null when it is gone, as a temporary file is once it has its name. */
async function timeOf(path: string): Promise<number | null> {
	try {
		return (await stat(path)).mtimeMs;
	} catch (error) {
		if (errorCode(error) === "ENOENT") return null;
		throw error;
	}
}
