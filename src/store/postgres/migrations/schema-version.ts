import { fileURLToPath } from "node:url";
import type { ClientBase } from "pg";
import { StoreError } from "../../store-error.ts";
import { readMigrationFiles } from "../connection/drizzle.ts";

export const ourMigrations = fileURLToPath(
	new URL("../../../../drizzle/postgres", import.meta.url),
);

/** The version of the schema that this casebridge works with: when its newest migration was made. */
export function currentSchemaVersion(): number {
	const known = readMigrationFiles({ migrationsFolder: ourMigrations });
	return known.at(-1)?.folderMillis ?? 0;
}

/** The newest migration that was applied; 0 where there is no schema of ours. */
export async function schemaVersionOf(client: ClientBase): Promise<number> {
	const { rows } = await client.query<{ table: string | null }>(
		`SELECT to_regclass('schema_migrations')::text AS "table"`,
	);
	if (rows[0]?.table === null) return 0;
	const newest = await client.query<{ newest: number | null }>(
		'SELECT max(created_at)::float8 AS "newest" FROM schema_migrations',
	);
	return newest.rows[0]?.newest ?? 0;
}

/** Stops at a database that a newer casebridge has changed. */
export function requireNotNewer(version: number, current: number): void {
	if (version > current)
		throw new StoreError(
			"The database of DATABASE_URL was written by a newer casebridge; start that version, or restore a backup made by this one.",
		);
}
