import { opendir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "../error-code.ts";

/** A file this young may belong to a create that is still running. */
const graceMilliseconds = 60 * 60 * 1000;

/**
 * Removes files that no row names: what a crash or a failed write left behind. Answers how many went.
 * Only names in the formats of the attachment folder are looked at.
 */
export async function sweepOrphans(
	folder: string,
	isReferenced: (storageName: string) => Promise<boolean>,
	now: () => number,
): Promise<number> {
	let removed = 0;
	for await (const { name } of await opendir(folder)) {
		const match = /^([0-9a-f-]{36})(\.tmp)?$/.exec(name);
		if (!match) continue;
		const path = join(folder, name);
		const changedAt = await timeOf(path);
		if (changedAt === null || now() - changedAt < graceMilliseconds) continue;
		if (match[2] === undefined && (await isReferenced(name))) continue;
		await rm(path, { force: true });
		removed++;
	}
	return removed;
}

/** When a file was last written; null if it does not exist any more, as a temporary file that was renamed. */
async function timeOf(path: string): Promise<number | null> {
	try {
		return (await stat(path)).mtimeMs;
	} catch (error) {
		if (errorCode(error) === "ENOENT") return null;
		throw error;
	}
}
