import type { ClientBase } from "pg";
import { readMigrationFiles } from "../connection/drizzle.ts";
import { locks } from "../connection/locks.ts";
import {
	ourMigrations,
	requireNotNewer,
	schemaVersionOf,
} from "./schema-version.ts";

/**
 * Brings the schema up to date in one transaction, whose advisory lock keeps other nodes that start waiting; they find
 * nothing left to do.
 */
export async function migrate(
	client: ClientBase,
	firstCaseNumber: number,
	migrationsFolder = ourMigrations,
): Promise<void> {
	const known = readMigrationFiles({ migrationsFolder });
	const current = known.at(-1)?.folderMillis ?? 0;
	await client.query("BEGIN");
	try {
		// A node waits for another's migrations as long as they take.
		await client.query("SET LOCAL lock_timeout = 0");
		await client.query("SELECT pg_advisory_xact_lock($1)", [locks.migration]);
		const version = await schemaVersionOf(client);
		requireNotNewer(version, current);
		if (version < current) await applyMissing(client, known, version);
		await startCaseNumbers(client, firstCaseNumber);
		await client.query("COMMIT");
	} catch (error) {
		await client.query("ROLLBACK");
		throw error;
	}
}

async function applyMissing(
	client: ClientBase,
	known: ReturnType<typeof readMigrationFiles>,
	version: number,
) {
	await client.query(
		"CREATE TABLE IF NOT EXISTS schema_migrations (created_at bigint PRIMARY KEY, hash text NOT NULL)",
	);
	for (const { folderMillis, hash, sql } of known) {
		if (folderMillis <= version) continue;
		for (const statement of sql) await client.query(statement);
		await client.query(
			"INSERT INTO schema_migrations (created_at, hash) VALUES ($1, $2)",
			[folderMillis, hash],
		);
	}
}

/** Case numbers begin no lower than this; the sequence is only ever raised, while nobody is given a block of it. */
async function startCaseNumbers(client: ClientBase, first: number) {
	await client.query("SELECT pg_advisory_xact_lock($1)", [locks.allotment]);
	await client.query(
		`SELECT setval('case_ids', $1, false) FROM case_ids
			WHERE last_value + is_called::int < $1`,
		[first],
	);
}
