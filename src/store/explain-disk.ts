import { errorCode } from "./error-code.ts";
import { sqliteCode } from "./sqlite/connection/sqlite-errors.ts";
import { StoreError } from "./store-error.ts";

/** What an administrator should do about a disk or a folder that cannot be worked with; any other error as it is. */
export function explainDisk(folder: string, error: unknown): unknown {
	const code = sqliteCode(error) ?? errorCode(error) ?? "";
	const isFull = ["SQLITE_FULL", "ENOSPC", "EDQUOT"].includes(code);
	const where = error instanceof Error && "path" in error ? error.path : folder;
	const options = { cause: error };
	if (isFull)
		return new StoreError(
			`The disk of ${folder} is full; make space there, or name a folder on another disk.`,
			options,
		);
	const isClosed =
		/^(EACCES|EPERM|EROFS|ENOTDIR|EIO|SQLITE_(IOERR|CANTOPEN|READONLY))/.test(
			code,
		);
	if (!isClosed) return error;
	return new StoreError(
		`${where} cannot be read or written (${code}); see to its rights and to free space, or name another folder.`,
		options,
	);
}
