import { join } from "node:path";
import { errorCode } from "../error-code.ts";
import type { Progress } from "../progress.ts";
import { StoreError } from "../store-error.ts";
import { digestOfFile } from "./digest-of-file.ts";

/** A row that names a file of the attachment folder. */
export type NamedFile = {
	readonly table: string;
	readonly id: number;
	readonly storageName: string;
	readonly size: number;
	readonly sha256: string;
};

/**
 * Compares files with the rows that name them, and stops at the first that is missing or differs. A missing one that no
 * row names any more was removed meanwhile.
 */
export function verifyFiles(
	folder: string,
	named: readonly NamedFile[],
	isNamedNow: (storageName: string) => boolean,
	onProgress: Progress,
): void {
	for (const [index, file] of named.entries()) {
		onProgress("files", index, named.length);
		const found = digestOf(join(folder, file.storageName));
		if (found === null && !isNamedNow(file.storageName)) continue;
		const what = `The file ${file.storageName} of ${file.table} ${file.id}`;
		if (found === null)
			throw new StoreError(`${what} is not in ${folder}. Restore a backup.`);
		if (found.size !== file.size)
			throw new StoreError(
				`${what} has ${found.size} bytes instead of ${file.size}. Restore a backup.`,
			);
		if (found.sha256 !== file.sha256)
			throw new StoreError(
				`${what} is not as it was written: its SHA-256 does not match. Restore a backup.`,
			);
	}
}

function digestOf(path: string) {
	try {
		return digestOfFile(path);
	} catch (error) {
		if (errorCode(error) === "ENOENT") return null;
		throw error;
	}
}
