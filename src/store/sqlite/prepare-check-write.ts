import {
	type BetterSQLite3Database,
	integer,
	max,
	sql,
	sqliteTable,
} from "./connection/drizzle.ts";
import { currentSchemaVersion } from "./migrations/schema-version.ts";
import { versions } from "./schema.ts";

const migrations = sqliteTable("schema_migrations", {
	createdAt: integer("created_at"),
});

/** A write that changes nothing and is synced like any other; answers whether the schema is still ours. */
export function prepareCheckWrite(
	db: BetterSQLite3Database,
): () => "current" | "changed" {
	const rewrite = db
		.update(versions)
		.set({ keyClock: sql`${versions.keyClock}` })
		.prepare();
	const newest = db
		.select({ version: max(migrations.createdAt) })
		.from(migrations)
		.prepare();
	const current = currentSchemaVersion();
	return () => {
		rewrite.run();
		return newest.get()?.version === current ? "current" : "changed";
	};
}
