import type { SqliteDatabase } from "../connection/open-database.ts";

/** Reads what events are chained by: answers the hash of one, or null where there is none. */
export function prepareHashOfEvent(
	database: SqliteDatabase,
): (eventId: number) => string | null {
	const select = database
		.prepare<[number], string>("SELECT hash FROM case_events WHERE id = ?")
		.pluck();
	return (id) => select.get(id) ?? null;
}
