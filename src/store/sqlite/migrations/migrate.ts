import { StoreError } from "../../store-error.ts";
import {
	type MigrationMeta,
	readMigrationFiles,
} from "../connection/drizzle.ts";
import {
	openDatabase,
	type SqliteDatabase,
} from "../connection/open-database.ts";
import {
	newestApplied,
	ourMigrations,
	requireNotNewer,
	schemaVersionOf,
} from "./schema-version.ts";
import { writeChecksums } from "./write-checksums.ts";

const lockTimeout = 10_000;
/** The migration that brought digests and the chain: 0001_seal_rows. */
const checksumMigration = 1_795_556_562_561;

/**
 * Brings the schema up to date in one transaction, whose write lock keeps a second process waiting. It runs on a
 * connection of its own without foreign keys: a table rebuild would otherwise touch the rows of child tables.
 */
export function migrate(
	file: string,
	firstCaseNumber: number,
	migrationsFolder = ourMigrations,
): void {
	const database = openDatabase(file, {
		busyTimeout: lockTimeout,
		foreignKeys: false,
	});
	const known = readMigrationFiles({ migrationsFolder });
	try {
		const lock = () =>
			database
				.transaction(() => {
					applyMissing(database, file, known);
					startCaseNumbers(database, firstCaseNumber);
				})
				.immediate();
		if (!isReady(database, firstCaseNumber, known)) lock();
	} finally {
		database.close();
	}
}

/** Whether there is nothing to do, found out without the lock: a command must not hold up a server that writes. */
function isReady(
	database: SqliteDatabase,
	firstCaseNumber: number,
	known: readonly MigrationMeta[],
): boolean {
	return (
		schemaVersionOf(database) === known.at(-1)?.folderMillis &&
		lastCaseNumber(database) >= firstCaseNumber - 1
	);
}

function lastCaseNumber(database: SqliteDatabase): number {
	const last = database
		.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'cases'")
		.pluck()
		.get();
	return last ?? 0;
}

function applyMissing(
	database: SqliteDatabase,
	file: string,
	known: readonly MigrationMeta[],
) {
	database.exec(
		"CREATE TABLE IF NOT EXISTS schema_migrations (created_at INTEGER PRIMARY KEY, hash TEXT NOT NULL) STRICT",
	);
	const newest = newestApplied(database);
	requireNotNewer(file, newest, known.at(-1)?.folderMillis ?? 0);
	const insert = database.prepare(
		"INSERT INTO schema_migrations (created_at, hash) VALUES (?, ?)",
	);
	for (const { folderMillis, hash, sql } of known) {
		if (folderMillis <= newest) continue;
		for (const statement of sql) database.exec(statement);
		insert.run(folderMillis, hash);
	}
	const addsChecksums = known.some(
		({ folderMillis }) => folderMillis === checksumMigration,
	);
	// After the last migration, since checksums cover the columns that rows have now.
	if (addsChecksums && newest < checksumMigration) writeChecksums(database);
	// SQLite answers a row for each.
	const orphans = database.pragma("foreign_key_check") as unknown[];
	if (orphans.length > 0)
		throw new StoreError(
			`A migration of ${file} would leave ${orphans.length} rows without their parents; nothing was changed.`,
		);
}

/** Case numbers begin no lower than this; SQLite's own counter is only ever raised. */
function startCaseNumbers(database: SqliteDatabase, first: number) {
	const last = first - 1;
	const raised = database
		.prepare(
			"UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'cases'",
		)
		.run(last);
	if (raised.changes === 0)
		database
			.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('cases', ?)")
			.run(last);
}
