import { sqliteCode } from "./sqlite/sqlite-errors.ts";
import { StoreError } from "./store-error.ts";

/** What an administrator should do about a disk or a folder that does not take what is written there; any other error as it is. */
export function explainDisk(folder: string, error: unknown): unknown {
	const { code } = error as NodeJS.ErrnoException;
	const isFull =
		sqliteCode(error) === "SQLITE_FULL" ||
		code === "ENOSPC" ||
		code === "EDQUOT";
	const options = { cause: error };
	if (isFull)
		return new StoreError(
			`The disk of ${folder} is full; make space there, or name a folder on another disk.`,
			options,
		);
	const isClosed = ["EACCES", "EPERM", "EROFS", "ENOTDIR", "EIO"].includes(
		code ?? "",
	);
	if (!isClosed) return error;
	return new StoreError(
		`${folder} cannot be written (${code}); make it writable, or name another folder.`,
		options,
	);
}
