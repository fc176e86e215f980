import type { SqliteDatabase } from "../connection/open-database.ts";

/** The highest id that was ever given in each table, by its name; no later row gets one that is not above it. */
export type LastNumbers = ReadonlyMap<string, number>;

export function readLastNumbers(database: SqliteDatabase): LastNumbers {
	const rows = database
		.prepare<[], [string, number]>("SELECT name, seq FROM sqlite_sequence")
		.raw()
		.all();
	return new Map(rows);
}

/** Raises the numbers of a database to those of another, so that no number is given twice. Events count without a gap, so theirs stay. */
export function raiseLastNumbers(
	database: SqliteDatabase,
	numbers: LastNumbers,
): void {
	const raise = database.prepare(
		"UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?",
	);
	const add = database.prepare(
		"INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)",
	);
	for (const [name, number] of numbers) {
		if (name === "case_events") continue;
		if (raise.run(number, name).changes === 0) add.run(name, number);
	}
}
