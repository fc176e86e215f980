import { ConfigError } from "../config/read-config.ts";
import { sqliteCode } from "../store/sqlite/connection/sqlite-errors.ts";
import { StoreError } from "../store/store-error.ts";

type SystemError = NodeJS.ErrnoException & {
	readonly port?: number;
	readonly address?: string;
	readonly hostname?: string;
};

/** Why casebridge does not start, in a sentence that says what to do; a fault of our own keeps its stack. */
export function explainFailure(error: unknown): string {
	if (error instanceof ConfigError || error instanceof StoreError)
		return error.message;
	const sqlite = sqliteCode(error);
	if (sqlite)
		return `The database cannot be read (${sqlite}); restore it from a backup, or name another file in DATABASE_URL.`;
	// What Node says of a failed call depends on the call; other errors have none of these.
	const { code, port, path, address, hostname } = error as SystemError;
	switch (code) {
		case "EADDRINUSE":
			return `Port ${port} is in use; stop the program that uses it, or set PORT to another one.`;
		case "EADDRNOTAVAIL":
		case "ENOTFOUND":
		case "EAI_AGAIN":
			return `HOST=${address ?? hostname} is not an address of this machine (${code}); use 127.0.0.1, or 0.0.0.0 for all of them.`;
		case "EACCES":
		case "EROFS":
		case "ENOTDIR":
			return `${path ?? `Port ${port}`} cannot be used (${code}); make it writable, or configure another one.`;
		default:
			return error instanceof Error
				? (error.stack ?? error.message)
				: String(error);
	}
}
