import type { SqliteDatabase } from "../connection/open-database.ts";

/** Reads the hash of an event, by which the next is chained; null if there is no such event. */
export function prepareHashOfEvent(
	database: SqliteDatabase,
): (eventId: number) => string | null {
	const select = database
		.prepare<[number], string>("SELECT hash FROM case_events WHERE id = ?")
		.pluck();
	return (id) => select.get(id) ?? null;
}
