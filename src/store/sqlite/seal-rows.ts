import { type ChainedEvent, chainHash } from "./event-chain.ts";
import type { SqliteDatabase } from "./open-database.ts";
import { digestOfValues } from "./row-digest.ts";
import { sealedTables } from "./sealed-tables.ts";

/** Gives the rows of a database that was made before there were digests their digests, and its events their chain. */
export function sealRows(database: SqliteDatabase): void {
	database.function("digest_of", { varargs: true }, (...values) =>
		digestOfValues(values),
	);
	for (const { kind, name, columns } of sealedTables)
		database.exec(
			`UPDATE ${name} SET row_digest = digest_of('${kind}', ${columns})`,
		);
	chainEvents(database);
}

const pageSize = 1_000;

function chainEvents(database: SqliteDatabase) {
	const page = database.prepare<[number], ChainedEvent>(
		`SELECT id, party_id AS partyId, case_id AS caseId, kind, at, door, touchpoint_code AS touchpointCode,
			actor_kind AS actorKind, operator_id AS operatorId, before, after
			FROM case_events WHERE id > ? ORDER BY id LIMIT ${pageSize}`,
	);
	const update = database.prepare(
		"UPDATE case_events SET hash = ? WHERE id = ?",
	);
	let hash = database
		.prepare<[], string>("SELECT id FROM event_chains")
		.pluck()
		.get() as string;
	let id = 0;
	for (let events = page.all(id); events.length > 0; events = page.all(id))
		for (const event of events) {
			id = event.id;
			hash = chainHash(hash, event);
			update.run(hash, id);
		}
}
