import { readFileSync, statSync } from "node:fs";
import Database from "better-sqlite3";
import type { SqliteDatabase } from "../sqlite/connection/open-database.ts";
import { isBusy } from "../sqlite/connection/sqlite-errors.ts";
import { StoreError } from "../store-error.ts";

export type LockedDatabase = {
	/** A connection to it; null where the file is so damaged that SQLite does not read it. */
	readonly database: SqliteDatabase | null;
	readonly release: () => void;
};

/**
 * Keeps every other process out of a database until it is released, or refuses because one is in it. Nothing is
 * written. SQLite leaves the write-ahead log of a file alone that was renamed before its connection is closed.
 */
export function lockDatabase(file: string): LockedDatabase {
	const inUse = new StoreError(
		`The database ${file} is in use; stop the server and every other process that has it open, and try again.`,
	);
	const database = new Database(file, { timeout: 0 });
	try {
		database.pragma("locking_mode = EXCLUSIVE");
		database.exec("BEGIN IMMEDIATE; ROLLBACK");
		return { database, release: () => database.close() };
	} catch (error) {
		database.close();
		if (isBusy(error) || hasLocks(file)) throw inUse;
		return { database: null, release() {} };
	}
}

/** Opens a database that an interrupted restore had moved aside, where nobody looks for it. */
export function openAside(file: string): LockedDatabase {
	const database = new Database(file, { readonly: true });
	return { database, release: () => database.close() };
}

/** Whether any process has a lock on the file. SQLite does not get as far as asking when the first page is damaged. */
function hasLocks(file: string): boolean {
	try {
		const { ino } = statSync(file);
		return readFileSync("/proc/locks", "utf8").includes(`:${ino} `);
	} catch {
		return false;
	}
}
