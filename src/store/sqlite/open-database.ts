import Database from "better-sqlite3";
import { StoreError } from "../store-error.ts";
import { refuseOldSqlite, versionOf } from "./refuse-old-sqlite.ts";

export type SqliteDatabase = Database.Database;

/**
 * What every connection must say about itself. better-sqlite3 opens an existing WAL database with
 * `synchronous=NORMAL`, which loses acknowledged rows in a power cut: each setting is written and read back.
 */
const settings = {
	synchronous: 2,
	foreign_keys: 1,
	trusted_schema: 0,
	cell_size_check: 1,
	mmap_size: 0,
	temp_store: 2,
} as const;

type OpenOptions = {
	readonly readonly?: boolean;
	/** Milliseconds a blocked statement waits inside SQLite; the event loop stands still meanwhile. */
	readonly busyTimeout: number;
	/** Called with the text of every statement that runs. */
	readonly trace?: ((sql: string) => void) | undefined;
	/** Off only while migrations rebuild tables. */
	readonly foreignKeys?: boolean;
	/** A backup is one file on its own, without a write-ahead log; a reader can do with either. */
	readonly journal?: "wal" | "delete" | "any";
};

/** Opens a connection with the durable settings, or refuses when one did not take. */
export function openDatabase(
	file: string,
	options: OpenOptions,
): SqliteDatabase {
	const { readonly = false, busyTimeout, trace } = options;
	const { foreignKeys = true, journal = "wal" } = options;
	const database = new Database(file, {
		readonly,
		timeout: busyTimeout,
		verbose: trace as ((message?: unknown) => void) | undefined,
	});
	try {
		refuseOldSqlite(versionOf(database));
		if (!readonly) database.pragma(`journal_mode = ${journal}`);
		if (journal !== "any") expect(database, "journal_mode", journal);
		for (const [name, wanted] of Object.entries(settings)) {
			const value = name === "foreign_keys" ? Number(foreignKeys) : wanted;
			database.pragma(`${name} = ${value}`);
			expect(database, name, value);
		}
		return database;
	} catch (error) {
		database.close();
		throw error;
	}
}

function expect(
	database: SqliteDatabase,
	name: string,
	wanted: string | number,
) {
	const found = database.pragma(name, { simple: true });
	if (found !== wanted)
		throw new StoreError(
			`SQLite reports ${name}=${String(found)} instead of ${wanted}; casebridge does not start without its durable settings.`,
		);
}
