import { constants } from "node:fs";
import { chmod, copyFile, open, rename, rm } from "node:fs/promises";

/** Copies a file for its owner alone: under a temporary name, which it loses once it is on disk. The caller syncs the folder. */
export async function copyFileDurably(from: string, to: string): Promise<void> {
	const temporary = `${to}.tmp`;
	try {
		await copyFile(from, temporary, constants.COPYFILE_FICLONE);
		await chmod(temporary, 0o600);
		await syncFile(temporary);
		await rename(temporary, to);
	} catch (error) {
		await rm(temporary, { force: true });
		throw error;
	}
}

/** Puts the bytes of a file on disk. */
export async function syncFile(path: string): Promise<void> {
	const handle = await open(path, "r+");
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
