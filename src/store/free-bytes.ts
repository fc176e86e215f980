import { statfs } from "node:fs/promises";

/** The bytes that this process may still write into the folder whose disk has the fewest. */
export async function freeBytes(folders: readonly string[]): Promise<number> {
	const disks = await Promise.all(folders.map((folder) => statfs(folder)));
	return Math.min(...disks.map(({ bavail, bsize }) => bavail * bsize));
}
