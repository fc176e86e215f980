import { fileURLToPath } from "node:url";
import { StoreError } from "../../store-error.ts";
import { readMigrationFiles } from "../connection/drizzle.ts";
import type { SqliteDatabase } from "../connection/open-database.ts";

export const ourMigrations = fileURLToPath(
	new URL("../../../../drizzle/sqlite", import.meta.url),
);

/** The version of the schema that this casebridge works with: when its newest migration was made. */
export function currentSchemaVersion(): number {
	const known = readMigrationFiles({ migrationsFolder: ourMigrations });
	return known.at(-1)?.folderMillis ?? 0;
}

/** The version of the schema that a database has; null where no casebridge made one. */
export function schemaVersionOf(database: SqliteDatabase): number | null {
	const hasTable = database
		.prepare("SELECT 1 FROM sqlite_master WHERE name = 'schema_migrations'")
		.get();
	return hasTable ? newestApplied(database) : null;
}

/** The newest migration that was applied; 0 if there is none. */
export function newestApplied(database: SqliteDatabase): number {
	const newest = database
		.prepare<[], number | null>("SELECT max(created_at) FROM schema_migrations")
		.pluck()
		.get();
	return newest ?? 0;
}

/** Stops at a database that a newer casebridge has changed. */
export function requireNotNewer(
	file: string,
	version: number,
	current: number,
): void {
	if (version > current)
		throw new StoreError(
			`The database ${file} was written by a newer casebridge; start that version, or restore a backup made by this one.`,
		);
}

/** Stops at a database whose schema is not the one that this casebridge works with. */
export function requireCurrentSchema(
	file: string,
	database: SqliteDatabase,
): void {
	const current = currentSchemaVersion();
	const version = schemaVersionOf(database);
	if (version === null)
		throw new StoreError(
			`${file} is not a database of casebridge; name another file in DATABASE_URL.`,
		);
	requireNotNewer(file, version, current);
	if (version < current)
		throw new StoreError(
			`The database ${file} was written by an older casebridge; start this version on it once, which brings it up to date, and try again.`,
		);
}
