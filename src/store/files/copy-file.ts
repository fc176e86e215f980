import { constants } from "node:fs";
import { copyFile, open, rename, rm } from "node:fs/promises";

/** Copies a file under a temporary name, puts it on disk, and gives it its name; a folder that is to be kept is synced by its caller. */
export async function copyFileDurably(from: string, to: string): Promise<void> {
	const temporary = `${to}.tmp`;
	try {
		await copyFile(from, temporary, constants.COPYFILE_FICLONE);
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
