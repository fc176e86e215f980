import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import pg from "pg";
import { migrate } from "../../../../src/store/postgres/migrations/migrate.ts";
import { openPostgresStore } from "../../../../src/store/postgres/open-postgres-store.ts";
import { newDatabase } from "../../../support/postgres/new-database.ts";
import { temporaryFolder } from "../../../support/test-server.ts";

const ours = join(import.meta.dirname, "../../../../drizzle/postgres");

type Entry = { readonly idx: number; readonly when: number };

/** Our migrations, and one more after them. */
function migrationsWith(sql: string): string {
	const folder = join(temporaryFolder(), "migrations");
	cpSync(ours, folder, { recursive: true });
	const journalFile = join(folder, "meta/_journal.json");
	const journal = JSON.parse(readFileSync(journalFile, "utf8"));
	const last = journal.entries.at(-1) as Entry;
	const next = { ...last, idx: last.idx + 1, when: last.when + 1, tag: "next" };
	journal.entries.push(next);
	writeFileSync(journalFile, JSON.stringify(journal));
	writeFileSync(join(folder, "next.sql"), sql);
	return folder;
}

async function migrateWith(url: string, migrationsFolder: string) {
	const client = new pg.Client(url);
	await client.connect();
	try {
		await migrate(client, 1, migrationsFolder);
	} finally {
		await client.end();
	}
}

describe("the migrations of PostgreSQL", () => {
	test("are run once by twelve processes that start at once on an empty database", async () => {
		await using database = await newDatabase();
		const ends = Array.from({ length: 12 }, async () => {
			const child = spawn(
				process.execPath,
				[join(import.meta.dirname, "open-once.ts"), database.url],
				{ stdio: ["ignore", "inherit", "inherit"] },
			);
			const [code] = await once(child, "exit");
			return code;
		});
		assert.deepEqual(await Promise.all(ends), Array(12).fill(0));
		const [applied] = await database.query(
			"SELECT count(*)::int AS times, count(DISTINCT hash)::int AS different FROM schema_migrations",
		);
		assert.equal(applied?.times, applied?.different);
		const versions = await database.query("SELECT catalogue FROM versions");
		assert.deepEqual(versions, [{ catalogue: "1" }]);
	});

	test("leave nothing of one that fails", async () => {
		await using database = await newDatabase();
		const broken = migrationsWith(
			"CREATE TABLE next (id int);--> statement-breakpoint\nSELECT 1/0;",
		);
		await assert.rejects(migrateWith(database.url, broken), /division by zero/);
		const tables = await database.query(
			"SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
		);
		assert.deepEqual(tables, []);
		await migrateWith(
			database.url,
			migrationsWith("CREATE TABLE next (id int)"),
		);
		assert.deepEqual(await database.query("SELECT * FROM next"), []);
	});

	test("of a newer casebridge are refused in one sentence", async () => {
		await using database = await newDatabase();
		await migrateWith(database.url, migrationsWith("SELECT 1"));
		await assert.rejects(
			openPostgresStore({ url: database.url }),
			/^StoreError: The database of DATABASE_URL was written by a newer casebridge; start that version, or restore a backup made by this one\.$/,
		);
	});

	test("raise the first case number, and never lower it", async () => {
		await using database = await newDatabase();
		const start = async (caseNumberStart: number) => {
			const store = await openPostgresStore({
				url: database.url,
				caseNumberStart,
			});
			await store.close();
		};
		const next = async () =>
			(await database.query("SELECT nextval('case_ids')::int AS id"))[0]?.id;
		await start(1);
		assert.equal(await next(), 1);
		await start(5_000);
		await start(5_000);
		assert.equal(await next(), 5_000);
		await start(10);
		assert.equal(await next(), 5_001);
		await start(5_002);
		assert.equal(await next(), 5_002);
	});
});
