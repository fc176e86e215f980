import { existsSync } from "node:fs";
import { StoreError } from "../../store-error.ts";
import { drizzle } from "../connection/drizzle.ts";
import type { SqliteDatabase } from "../connection/open-database.ts";
import { prepareChainEnd, prepareChainId } from "./prepare-chain-end.ts";
import { prepareHashOfEvent } from "./prepare-hash-of-event.ts";
import { requireWatermark, WatermarkFile } from "./watermark-file.ts";

/** Milliseconds that the watermark may lag behind. */
const interval = 1_000;

/** Refuses a database file that is missing though its watermark is there: a new one in its place would hide the loss. */
export function requireFile(file: string): void {
	const watermark = new WatermarkFile(file);
	try {
		if (watermark.read() !== null && !existsSync(file))
			throw new StoreError(
				`The database ${file} is gone, and it held cases; restore it by "casebridge restore", or, if a new one is meant, remove ${file}-mark.`,
			);
	} finally {
		watermark.close();
	}
}

/**
 * Compares the events of a database with its watermark, and raises the watermark from then on, at most a second late. What is
 * read is on disk: SQLite shows a commit after its fsync. Answers a function that raises it a last time and ends.
 */
export function keepWatermark(
	file: string,
	database: SqliteDatabase,
): () => void {
	const reading = drizzle(database);
	const watermark = new WatermarkFile(file);
	const chain = prepareChainId(reading)();
	const readEnd = prepareChainEnd(reading);
	requireWatermark(file, watermark.read(), chain, prepareHashOfEvent(database));

	function raise() {
		try {
			watermark.raise({ chain, ...readEnd() });
		} catch {
			// A full disk or a lock passes; until then the watermark is as it was, which is never too high.
		}
	}
	const timer = setInterval(raise, interval).unref();
	return () => {
		clearInterval(timer);
		raise();
		watermark.close();
	};
}
