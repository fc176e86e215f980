import type { Progress } from "../progress.ts";
import { StoreError } from "../store-error.ts";
import type { AttachmentStorage, FileDigest } from "./attachment-storage.ts";

/** A row that names a file. */
export type NamedFile = {
	readonly table: string;
	readonly id: number;
	readonly storageName: string;
	readonly size: number;
	readonly sha256: string;
};

/** Files that are read at once. */
const atOnce = 8;

/**
 * Compares files with the rows that name them, and stops at the first that is missing or differs. A missing one that no
 * row names any more was removed meanwhile.
 */
export async function verifyFiles(
	storage: Pick<AttachmentStorage, "digest" | "place">,
	named: readonly NamedFile[],
	isNamedNow: (storageName: string) => boolean,
	onProgress: Progress,
): Promise<void> {
	for (let start = 0; start < named.length; start += atOnce) {
		onProgress("files", start, named.length);
		const files = named.slice(start, start + atOnce);
		const digests = await Promise.all(
			files.map(({ storageName }) => storage.digest(storageName)),
		);
		for (const [index, file] of files.entries()) {
			const found = digests[index] ?? null;
			if (found !== null || isNamedNow(file.storageName))
				requireSame(storage.place, file, found);
		}
	}
}

function requireSame(place: string, file: NamedFile, found: FileDigest | null) {
	const what = `The file ${file.storageName} of ${file.table} ${file.id}`;
	if (found === null)
		throw new StoreError(`${what} is not in ${place}. Restore a backup.`);
	if (found.size !== file.size)
		throw new StoreError(
			`${what} has ${found.size} bytes instead of ${file.size}. Restore a backup.`,
		);
	if (found.sha256 !== file.sha256)
		throw new StoreError(
			`${what} is not as it was written: its SHA-256 does not match. Restore a backup.`,
		);
}
