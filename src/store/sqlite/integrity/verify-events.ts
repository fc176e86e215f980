import {
	areTextsIntact,
	type ChainEnd,
	chainHash,
	entryOf,
} from "../../integrity/event-chain.ts";
import type { Progress } from "../../progress.ts";
import { StoreError } from "../../store-error.ts";
import type { SqliteDatabase } from "../connection/open-database.ts";
import { countRows } from "../count-rows.ts";
import { chainedValues } from "./chained-values.ts";

const stride = 4_096;

type StoredEvent = [
	hash: string,
	before: string | null,
	after: string | null,
	salt: string | null,
	saltedDigest: string | null,
	id: number,
	...others: unknown[],
];

/** Follows the chain from its id to its end, which it answers. Stops at the first event that is missing or is not what was chained. */
export function verifyEvents(
	database: SqliteDatabase,
	chain: string,
	onProgress: Progress,
): ChainEnd {
	const total = countRows(database, "case_events");
	const events = database
		.prepare<[], StoredEvent>(
			`SELECT hash, before, after, salt, salted_digest, ${chainedValues} FROM case_events ORDER BY id`,
		)
		.raw()
		.iterate();
	let end: ChainEnd = { id: 0, hash: chain };
	for (const [stored, ...event] of events) {
		const [before, after, salt, saltedDigest, ...values] = event;
		const id = end.id + 1;
		if (values[0] !== id) throw missing(id);
		const texts = { before, after, salt, saltedDigest };
		const hash = chainHash(end.hash, entryOf(values, texts));
		if (hash !== stored)
			throw notChained(
				id,
				"it was changed, or an event was removed or put in before it",
			);
		if (!areTextsIntact(texts))
			throw notChained(id, "what it says before and after was changed");
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

function notChained(id: number, why: string) {
	return new StoreError(
		`case_events ${id} is not what was chained: ${why}. Restore a backup.`,
	);
}

function missing(id: number) {
	return new StoreError(
		`case_events ${id} is missing, though events count from 1 without a gap. Restore a backup.`,
	);
}
