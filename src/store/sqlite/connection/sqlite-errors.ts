import { errorCode } from "../../error-code.ts";
/** SQLite's result code of a failure, also when Drizzle wrapped it; null for any other error. */
export function sqliteCode(error: unknown): string | null {
	for (let cause = error; cause instanceof Error; cause = cause.cause) {
		const code = errorCode(cause);
		if (code?.startsWith("SQLITE_")) return code;
	}
	return null;
}

/** Another connection holds the lock; trying again is safe. */
export function isBusy(error: unknown): boolean {
	return sqliteCode(error)?.startsWith("SQLITE_BUSY") ?? false;
}

/** The disk or the quota is full; nothing was written, reads go on. */
export function isFull(error: unknown): boolean {
	return sqliteCode(error) === "SQLITE_FULL";
}

/** After one of these the content of the file is uncertain: the process must stop and open it anew. */
export function isFatal(error: unknown): boolean {
	return /^SQLITE_(IOERR|CORRUPT|NOTADB|CANTOPEN|READONLY)/.test(
		sqliteCode(error) ?? "",
	);
}

/** What an administrator should do about a database that cannot be opened. */
export function explainOpenFailure(file: string, error: unknown): string {
	const code = sqliteCode(error) ?? "";
	if (/^SQLITE_(NOTADB|CORRUPT)/.test(code))
		return `The database ${file} is damaged or is not an SQLite database (${code}); restore it from a backup, or name another file in DATABASE_URL.`;
	if (code.startsWith("SQLITE_BUSY"))
		return `The database ${file} is locked by another process; stop that process, or wait until it has finished.`;
	if (/^SQLITE_(CANTOPEN|READONLY|IOERR|FULL)/.test(code))
		return `The database ${file} cannot be written (${code}); make its folder writable with free space, or name another file in DATABASE_URL.`;
	const reason = error instanceof Error ? error.message : String(error);
	return `The database ${file} cannot be opened: ${reason}.`;
}
