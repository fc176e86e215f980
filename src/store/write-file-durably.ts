import { open, rename, rm } from "node:fs/promises";

/** Writes a file for its owner alone: under a temporary name, which it loses once it is on disk. The caller syncs the folder. */
export async function writeFileDurably(
	path: string,
	content: AsyncIterable<Uint8Array>,
): Promise<void> {
	const temporary = `${path}.tmp`;
	try {
		const file = await open(temporary, "w", 0o600);
		try {
			await file.writeFile(content);
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(temporary, path);
	} catch (error) {
		await rm(temporary, { force: true });
		throw error;
	}
}
