import { drizzle } from "../sqlite/connection/drizzle.ts";
import type { SqliteDatabase } from "../sqlite/connection/open-database.ts";
import {
	prepareChainEnd,
	prepareChainId,
} from "../sqlite/integrity/prepare-chain-end.ts";
import { prepareHashOfEvent } from "../sqlite/integrity/prepare-hash-of-event.ts";
import { WatermarkFile } from "../sqlite/integrity/watermark-file.ts";
import {
	type LastNumbers,
	readLastNumbers,
} from "../sqlite/migrations/last-numbers.ts";

/** What is known of the database that a backup is to replace. */
export type Replaced = {
	/** The id of its chain; null where neither it nor its watermark can be read. */
	readonly chain: string | null;
	/** Null where it cannot be read. */
	readonly contents: {
		readonly lastEvent: number;
		readonly lastNumbers: LastNumbers;
		/** The hash of one of its events. */
		readonly hashOf: (eventId: number) => string | null;
	} | null;
};

/** Reads what can be read: a database is often replaced because it is damaged. */
export function readReplaced(
	file: string,
	database: SqliteDatabase | null,
): Replaced {
	try {
		if (database !== null) return readDatabase(database);
	} catch {
		// The watermark may still tell which database it was.
	}
	return { chain: chainOfMark(file), contents: null };
}

function readDatabase(database: SqliteDatabase): Replaced {
	const db = drizzle(database);
	return {
		chain: prepareChainId(db)(),
		contents: {
			lastEvent: prepareChainEnd(db)().id,
			lastNumbers: readLastNumbers(database),
			hashOf: prepareHashOfEvent(database),
		},
	};
}

function chainOfMark(file: string): string | null {
	const watermark = new WatermarkFile(file);
	try {
		return watermark.read()?.chain ?? null;
	} catch {
		return null;
	} finally {
		watermark.close();
	}
}
