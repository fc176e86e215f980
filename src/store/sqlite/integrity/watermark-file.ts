import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import {
	findWatermarkFault,
	type Watermark,
	type WatermarkFault,
} from "../../integrity/watermark.ts";
import { StoreError } from "../../store-error.ts";

/** The file beside a database that holds its watermark. */
export function watermarkFileOf(databaseFile: string): string {
	return `${databaseFile}-mark`;
}

/**
 * Keeps the watermark in a small SQLite file of its own: its lock keeps processes apart, and a power cut leaves the old watermark
 * or the new one. The watermark is never lowered, so a database that lost events it had acknowledged is noticed.
 */
export class WatermarkFile {
	readonly #file: string;
	#database: Database.Database | null = null;
	#written = 0;

	constructor(databaseFile: string) {
		this.#file = watermarkFileOf(databaseFile);
	}

	/** The watermark; null where none was ever written. */
	read(): Watermark | null {
		if (!existsSync(this.#file)) return null;
		try {
			const watermark = this.#open()
				.prepare<[], Watermark>("SELECT chain, event_id AS id, hash FROM mark")
				.get();
			return watermark ?? null;
		} catch (error) {
			throw new StoreError(
				`The watermark ${this.#file} cannot be read; run "casebridge verify" on the database, and remove the watermark if it is whole.`,
				{ cause: error },
			);
		}
	}

	/** Raises the watermark; one that is as high already stays. */
	raise({ chain, id, hash }: Watermark): void {
		if (id <= this.#written) return;
		this.#open()
			.prepare(
				`INSERT INTO mark (one, chain, event_id, hash) VALUES (1, ?, ?, ?)
				ON CONFLICT DO UPDATE SET event_id = excluded.event_id, hash = excluded.hash
				WHERE excluded.event_id > event_id AND excluded.chain = chain`,
			)
			.run(chain, id, hash);
		this.#written = id;
	}

	close(): void {
		this.#database?.close();
		this.#database = null;
	}

	#open(): Database.Database {
		if (this.#database) return this.#database;
		const database = new Database(this.#file, { timeout: 1_000 });
		this.#database = database;
		database.pragma("synchronous = FULL");
		database.exec(
			`CREATE TABLE IF NOT EXISTS mark (
				one INTEGER PRIMARY KEY, chain TEXT NOT NULL, event_id INTEGER NOT NULL, hash TEXT NOT NULL
			) STRICT`,
		);
		return database;
	}
}

/** Refuses a database that is not the one of the watermark, or that no longer holds what the watermark has seen. */
export function requireWatermark(
	file: string,
	watermark: Watermark | null,
	chain: string,
	hashOf: (eventId: number) => string | null,
): void {
	if (watermark === null) return;
	const fault = findWatermarkFault(watermark, chain, hashOf(watermark.id));
	if (fault === null) return;
	const advice = `restore a backup of it by "casebridge restore", or, if it is meant to be another database, remove ${watermarkFileOf(file)}`;
	const messages: Readonly<Record<WatermarkFault, string>> = {
		otherDatabase: `${file} is not the database that was here before (${chain}, not ${watermark.chain}): ${advice}.`,
		lostEvents: `${file} has lost events: it held ${watermark.id} of them, and does not hold the last any more: ${advice}.`,
		otherEvents: `${file} has other events than it had: event ${watermark.id} was a different one: ${advice}.`,
	};
	throw new StoreError(messages[fault]);
}
