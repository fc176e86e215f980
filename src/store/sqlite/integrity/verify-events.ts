import type { Progress } from "../../progress.ts";
import { StoreError } from "../../store-error.ts";
import type { SqliteDatabase } from "../connection/open-database.ts";
import { countRows } from "../count-rows.ts";
import {
	type ChainEnd,
	chainedColumns,
	chainHashOfValues,
} from "./event-chain.ts";

const stride = 4_096;

/** Follows the chain from its id to its end, which it answers. Stops at the first event that is missing or is not what was chained. */
export function verifyEvents(
	database: SqliteDatabase,
	chain: string,
	onProgress: Progress,
): ChainEnd {
	const total = countRows(database, "case_events");
	const events = database
		.prepare<[], unknown[]>(
			`SELECT ${chainedColumns}, hash FROM case_events ORDER BY id`,
		)
		.raw()
		.iterate();
	let end: ChainEnd = { id: 0, hash: chain };
	for (const values of events) {
		const stored = values.pop();
		const id = end.id + 1;
		if (values[0] !== id) throw missing(id);
		const hash = chainHashOfValues(end.hash, values);
		if (hash !== stored)
			throw new StoreError(
				`case_events ${id} is not what was chained: it was changed, or an event was removed or put in before it. Restore a backup.`,
			);
		end = { id, hash };
		if (id % stride === 0) onProgress("case_events", id, total);
	}
	// SQLite's own counter tells of the end of the table what the chain cannot.
	const last = database
		.prepare<[], number>(
			"SELECT seq FROM sqlite_sequence WHERE name = 'case_events'",
		)
		.pluck()
		.get();
	if (last !== undefined && last > end.id) throw missing(end.id + 1);
	return end;
}

function missing(id: number) {
	return new StoreError(
		`case_events ${id} is missing, though events count from 1 without a gap. Restore a backup.`,
	);
}
