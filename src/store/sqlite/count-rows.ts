import type { SqliteDatabase } from "./connection/open-database.ts";

/** How many rows a table has. */
export function countRows(database: SqliteDatabase, table: string): number {
	// A count has one row.
	return database
		.prepare<[], number>(`SELECT count(*) FROM ${table}`)
		.pluck()
		.get() as number;
}
