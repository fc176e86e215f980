import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { syncFolder } from "../../sync-folder.ts";
import { diskRequestError } from "../disk-request-error.ts";
import { newStorageName } from "../storage-name.ts";

/**
 * Writes a file under a new name, which it answers. Temporary file, fsync, rename, fsync of the folder: the order that
 * survives a power cut. What fails, or what `approve` throws at, leaves nothing.
 */
export async function placeFile(
	folder: string,
	content: Uint8Array | AsyncIterable<Uint8Array>,
	approve: (path: string) => Promise<void> = async () => {},
): Promise<string> {
	const storageName = newStorageName();
	const path = join(folder, storageName);
	const temporary = `${path}.tmp`;
	try {
		const file = await open(temporary, "wx", 0o600);
		try {
			await file.writeFile(content);
			await file.sync();
		} finally {
			await file.close();
		}
		await approve(temporary);
		await rename(temporary, path);
		await syncFolder(folder);
	} catch (error) {
		await rm(temporary, { force: true });
		await rm(path, { force: true });
		throw diskRequestError(error);
	}
	return storageName;
}
