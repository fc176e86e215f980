import Database from "better-sqlite3";
import { StoreError } from "../../store-error.ts";
import { refuseOldSqlite } from "../migrations/refuse-old-sqlite.ts";
import { isBusy } from "./sqlite-errors.ts";

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

/** Milliseconds that another process may hold the file while it is opened: one that starts, or ends, has it to itself for a moment. */
const openingPatience = 5_000;
/** Milliseconds between two attempts. */
const pause = 5;

type OpenOptions = {
	readonly readonly?: boolean;
	/** Milliseconds a blocked statement waits inside SQLite, once the file is open; the event loop stands still meanwhile. */
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
		timeout: Math.max(busyTimeout, openingPatience),
		// The driver passes the text of the statement; its declaration says unknown.
		verbose: trace as ((message?: unknown) => void) | undefined,
	});
	try {
		refuseOldSqlite(versionOf(database));
		if (!readonly) setJournal(database, journal);
		if (journal !== "any") expect(database, "journal_mode", journal);
		for (const [name, wanted] of Object.entries(settings)) {
			const value = name === "foreign_keys" ? Number(foreignKeys) : wanted;
			database.pragma(`${name} = ${value}`);
			expect(database, name, value);
		}
		database.pragma(`busy_timeout = ${busyTimeout}`);
		return database;
	} catch (error) {
		database.close();
		throw error;
	}
}

/** Waits for a process that starts on the same new file: SQLite itself does not for the lock that another journal needs. */
function setJournal(database: SqliteDatabase, journal: string): void {
	const deadline = performance.now() + openingPatience;
	for (;;)
		try {
			database.pragma(`journal_mode = ${journal}`);
			return;
		} catch (error) {
			if (!isBusy(error) || performance.now() > deadline) throw error;
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
		}
}

/** The version of the SQLite that a connection works with. */
export function versionOf(database: SqliteDatabase): string {
	// A select without a table has one row.
	return database
		.prepare<[], string>("SELECT sqlite_version()")
		.pluck()
		.get() as string;
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
