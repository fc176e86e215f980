import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { openDatabase } from "../src/store/sqlite/connection/open-database.ts";

const tables = [
	"cases",
	"case_comments",
	"case_events",
	"idempotency_keys",
] as const;
/** Columns that differ from case to case, or by the protocol it came through. */
const ownColumns = new Set([
	"id",
	"case_id",
	"at",
	"created_at",
	"numbered_at",
	"updated_at",
	"key",
	"digest",
	"protocol",
	"row_digest",
	"hash",
]);

type Written = {
	readonly name: string;
	readonly databaseFile: string;
	/** Creates that were answered with success. */
	readonly acknowledged: number;
};

/** Checks that every acknowledged create left its four rows, and that all peers wrote the same values. */
export function verifyRows(written: readonly Written[]): void {
	const rows = written.map(({ name, databaseFile, acknowledged }) => {
		const database = openDatabase(databaseFile, {
			readonly: true,
			busyTimeout: 0,
		});
		const last = tables.map((table) => {
			const count = database
				.prepare(`SELECT count(*) FROM ${table}`)
				.pluck()
				.get();
			strictEqual(
				count,
				acknowledged,
				`${name} acknowledged ${acknowledged} creates, but ${table} holds ${count} rows.`,
			);
			const newest = `SELECT * FROM ${table} ORDER BY rowid DESC LIMIT 1`;
			return Object.entries(database.prepare(newest).get() as object).filter(
				([column]) => !ownColumns.has(column),
			);
		});
		database.close();
		return last;
	});
	for (const [index, { name }] of written.entries())
		deepStrictEqual(rows[index], rows[0], `${name} wrote other values.`);
}
