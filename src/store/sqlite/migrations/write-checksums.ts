import { chainHash } from "../../integrity/event-chain.ts";
import { checksumOfValues } from "../../integrity/row-checksum.ts";
import { drizzle } from "../connection/drizzle.ts";
import type { SqliteDatabase } from "../connection/open-database.ts";
import { chainedValues } from "../integrity/chained-values.ts";
import { checksummedTables } from "../integrity/checksummed-tables.ts";
import { prepareChainId } from "../integrity/prepare-chain-end.ts";

/** Gives the rows of a database that was made before there were digests their digests, and its events their chain. */
export function writeChecksums(database: SqliteDatabase): void {
	database.function("digest_of", { varargs: true }, (...values) =>
		checksumOfValues(values),
	);
	for (const { kind, name, columns } of checksummedTables)
		database.exec(
			`UPDATE ${name} SET row_digest = digest_of('${kind}', ${columns})`,
		);
	chainEvents(database);
}

const pageSize = 1_000;

function chainEvents(database: SqliteDatabase) {
	const page = database
		.prepare<[unknown], unknown[]>(
			`SELECT ${chainedValues}, before, after FROM case_events WHERE id > ? ORDER BY id LIMIT ${pageSize}`,
		)
		.raw();
	const update = database.prepare(
		"UPDATE case_events SET hash = ? WHERE id = ?",
	);
	let hash = prepareChainId(drizzle(database))();
	let id: unknown = 0;
	for (let events = page.all(id); events.length > 0; events = page.all(id))
		for (const values of events) {
			[id] = values;
			hash = chainHash(hash, values);
			update.run(hash, id);
		}
}
