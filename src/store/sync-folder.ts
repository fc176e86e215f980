import { constants } from "node:fs";
import { open } from "node:fs/promises";

/** Puts the names in a folder on disk, so that what was made or renamed there outlives a power cut. */
export async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
