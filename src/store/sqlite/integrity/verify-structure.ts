import { StoreError } from "../../store-error.ts";
import type { SqliteDatabase } from "../connection/open-database.ts";

/** The checks of SQLite itself: pages, indexes, and foreign keys. */
export function verifyStructure(database: SqliteDatabase): void {
	const integrity = database.pragma("integrity_check(1)", { simple: true });
	if (integrity !== "ok")
		throw new StoreError(
			`SQLite's integrity_check says: ${String(integrity).replaceAll("\n", " ")}. The database is damaged; restore a backup.`,
		);
	const orphans = database
		.prepare<[], { table: string; rowid: number | null; parent: string }>(
			'SELECT "table", rowid, parent FROM pragma_foreign_key_check LIMIT 1',
		)
		.all();
	for (const { table, rowid, parent } of orphans)
		throw new StoreError(
			`${table} ${rowid ?? ""} refers to a row of ${parent} that is not there. Restore a backup.`,
		);
}

/** Every case has the one event that tells of its creation. */
export function verifyCreations(database: SqliteDatabase): void {
	const wrong = database
		.prepare<[], { id: number; created: number }>(
			`SELECT id, created FROM (SELECT id, (SELECT count(*) FROM case_events
				WHERE case_id = cases.id AND kind = 'CREATED') AS created FROM cases)
				WHERE created <> 1 LIMIT 1`,
		)
		.get();
	if (wrong)
		throw new StoreError(
			`cases ${wrong.id} has ${wrong.created} events that tell of its creation, and must have one. Restore a backup.`,
		);
}

/** Cases are numbered in an order of time, by which lists find them. */
export function verifyNumbering(database: SqliteDatabase): void {
	const wrong = database
		.prepare<[], { id: number }>(
			`SELECT id FROM (SELECT id, numbered_at, max(created_at) OVER (ORDER BY id) AS latest FROM cases)
				WHERE numbered_at <> latest LIMIT 1`,
		)
		.get();
	if (wrong)
		throw new StoreError(
			`cases ${wrong.id} is not numbered at the latest creation so far, so that lists may pass it over. Restore a backup.`,
		);
}
