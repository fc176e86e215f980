import { rm } from "node:fs/promises";

/** Removes a database that was only a copy on its way. */
export async function removeDatabase(file: string): Promise<void> {
	await rm(file, { force: true });
	await removeLogs(file);
}

/** Removes what SQLite has put beside such a copy, before another one takes its name. */
export async function removeLogs(file: string): Promise<void> {
	for (const end of ["-wal", "-shm", "-journal"])
		await rm(`${file}${end}`, { force: true });
}
