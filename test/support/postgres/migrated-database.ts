import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { ourMigrations } from "../../../src/store/postgres/migrations/schema-version.ts";
import { openPostgresStore } from "../../../src/store/postgres/open-postgres-store.ts";
import {
	newDatabase,
	postgresPort,
	type TestDatabase,
} from "./new-database.ts";
import { urlOf } from "./start-postgres.ts";

let template: Promise<string> | null = null;

/** A database of today's schema without contents, copied from a template that is made once a run. */
export async function migratedDatabase(): Promise<TestDatabase> {
	template ??= makeTemplate();
	return newDatabase(`TEMPLATE ${await template}`);
}

/** Of test files that run at once, one makes it. */
async function makeTemplate(): Promise<string> {
	const port = await postgresPort();
	const name = `template_${digestOfMigrations()}`;
	const client = new pg.Client(urlOf(port, "postgres"));
	await client.connect();
	try {
		await client.query("SELECT pg_advisory_lock(1)");
		const { rowCount } = await client.query(
			"SELECT FROM pg_database WHERE datname = $1",
			[name],
		);
		if (rowCount === 0) {
			await client.query(`CREATE DATABASE ${name}_new TEMPLATE template0`);
			const store = await openPostgresStore({
				url: urlOf(port, `${name}_new`),
			});
			await store.close();
			await client.query(`ALTER DATABASE ${name}_new RENAME TO ${name}`);
		}
		return name;
	} finally {
		await client.end();
	}
}

function digestOfMigrations(): string {
	const digest = createHash("sha256");
	for (const name of readdirSync(ourMigrations).sort())
		if (name.endsWith(".sql"))
			digest.update(readFileSync(join(ourMigrations, name)));
	return digest.digest("hex").slice(0, 16);
}
