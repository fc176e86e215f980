import { getTableColumns, sql } from "drizzle-orm";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Versions } from "../../domain/store.ts";
import type { SqliteDatabase } from "./open-database.ts";

/** Drizzle with the connection it works on. */
export type ConnectedDatabase = BetterSQLite3Database & {
	readonly $client: SqliteDatabase;
};

/** Every column of a table, as it is stored. */
type StoredRow<Table extends SQLiteTable> = Readonly<
	Record<keyof Table["$inferInsert"] & string, string | number | null>
>;

/**
 * An insert of whole rows, prepared once. Drizzle writes its SQL; it runs without Drizzle, whose own way from a row to
 * bound values costs as much as the insert itself. So the row must hold what is stored: JSON as its text.
 */
export function prepareInsert<Table extends SQLiteTable>(
	db: ConnectedDatabase,
	table: Table,
): (row: StoredRow<Table>) => void {
	const names = Object.keys(getTableColumns(table));
	const placeholders = names.map((name) => [name, sql.placeholder(name)]);
	const query = db.insert(table).values(Object.fromEntries(placeholders));
	const statement = db.$client.prepare(query.toSQL().sql);
	return (row) => {
		statement.run(names.map((name) => row[name as keyof typeof row]));
	};
}

/** The counters of a transaction: the versions that jobs are compared with, and the clock that keys are dated by. */
export type CurrentVersions = Versions & { readonly keyClock: number };

/** Whether a job was decided on a catalogue or credentials that are no longer those of its transaction. */
export function isStale(
	{ versions }: { readonly versions: Versions },
	current: Versions,
): boolean {
	return (
		versions.catalogue !== current.catalogue ||
		versions.credentials !== current.credentials
	);
}
