import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import Database from "better-sqlite3";
import { openAttachmentFolder } from "../../../../src/store/attachments/folder/open-attachment-folder.ts";
import { openDatabase } from "../../../../src/store/sqlite/connection/open-database.ts";
import { verifyDatabase } from "../../../../src/store/sqlite/integrity/verify-database.ts";
import { migrate } from "../../../../src/store/sqlite/migrations/migrate.ts";
import { openSqliteStore } from "../../../../src/store/sqlite/open-sqlite-store.ts";
import { fill } from "../../../support/filled-server.ts";
import { readDatabase } from "../../../support/read-database.ts";
import { startServer, temporaryFolder } from "../../../support/test-server.ts";

const released = join(import.meta.dirname, "../../../fixtures/database-0.1");
const ours = join(import.meta.dirname, "../../../../drizzle/sqlite");

type Entry = { readonly idx: number; readonly when: number };

/** Our migrations in a folder of their own, with another list of them. */
function migrations(list: (entries: Entry[]) => Entry[]): string {
	const folder = join(temporaryFolder(), "migrations");
	cpSync(ours, folder, { recursive: true });
	const journalFile = join(folder, "meta/_journal.json");
	const journal = JSON.parse(readFileSync(journalFile, "utf8"));
	const entries = list(journal.entries);
	writeFileSync(journalFile, JSON.stringify({ ...journal, entries }));
	return folder;
}

/** Our migrations and one more after them. */
function migrationsWith(sql: string): string {
	const folder = migrations((entries) => {
		const last = entries.at(-1) as Entry;
		const { idx, when } = last;
		return [
			...entries,
			{ ...last, idx: idx + 1, when: when + 1, tag: "next" } as Entry,
		];
	});
	writeFileSync(join(folder, "next.sql"), sql);
	return folder;
}

/** A database of the first schema, before there were digests and a chain, with the rows of a database of today; `protocol` was `door`. */
function ofFirstSchema(today: string): string {
	const file = join(temporaryFolder(), "casebridge.db");
	const first = migrations((entries) => entries.slice(0, 1));
	migrate(file, 1, first);
	const database = new Database(file);
	database.pragma("foreign_keys = OFF");
	database.prepare("ATTACH ? AS today").run(today);
	const tables = database
		.prepare<[], string>(
			"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migrations'",
		)
		.pluck()
		.all();
	for (const table of tables) {
		const columns = database
			.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`)
			.pluck()
			.all();
		const quoted = columns.map((name) => `"${name}"`).join(", ");
		const selected = columns
			.map((name) => `"${name === "door" ? "protocol" : name}"`)
			.join(", ");
		database.exec(
			`INSERT OR REPLACE INTO main.${table} (${quoted}) SELECT ${selected} FROM today.${table}`,
		);
	}
	database.close();
	return file;
}

/** A database with a party that has two principals. */
async function withParty(): Promise<string> {
	const file = join(temporaryFolder(), "casebridge.db");
	const store = await openSqliteStore({ file });
	await store.people.addParties([
		{
			kind: "PERSON",
			firstname: "A",
			lastname: "B",
			email: null,
			principals: ["a", "b"],
			passwordHash: null,
			isDemo: false,
			createdAt: 0,
		},
	]);
	await store.close();
	return file;
}

function principals(file: string): unknown[] {
	return readDatabase(file, (database) =>
		database
			.prepare("SELECT principal FROM party_principals ORDER BY principal")
			.pluck()
			.all(),
	);
}

describe("a migration", () => {
	test("that rebuilds a table, as drizzle-kit generates it, keeps the rows of child tables", async () => {
		const file = await withParty();
		const { sql, columns } = readDatabase(file, (database) => ({
			sql: database
				.prepare<[], string>(
					"SELECT sql FROM sqlite_master WHERE name = 'parties'",
				)
				.pluck()
				.get() as string,
			columns: database
				.prepare<[], string>("SELECT name FROM pragma_table_info('parties')")
				.pluck()
				.all()
				.join(", "),
		}));
		const rebuild = [
			"PRAGMA foreign_keys=OFF;",
			sql.replace("`parties`", "`__new_parties`"),
			`INSERT INTO __new_parties (${columns}) SELECT ${columns} FROM parties;`,
			"DROP TABLE parties;",
			"ALTER TABLE __new_parties RENAME TO parties;",
		];
		migrate(
			file,
			1,
			migrationsWith(rebuild.join("\n--> statement-breakpoint\n")),
		);
		assert.deepEqual(principals(file), ["a", "b"]);
	});

	test("H14: that is killed after any statement leaves the schema of before, and runs the next time", async () => {
		const file = await withParty();
		const columns = () =>
			readDatabase(file, (database) =>
				database
					.prepare("SELECT count(*) FROM pragma_table_info('parties')")
					.pluck()
					.get(),
			);
		const before = Number(columns());
		const change = [
			"ALTER TABLE parties ADD a TEXT;",
			"ALTER TABLE parties ADD b TEXT;",
		];
		const folder = migrationsWith(change.join("\n--> statement-breakpoint\n"));
		for (const dying of ["ADD a", "ADD b", "INSERT INTO schema_migrations"]) {
			const { signal } = spawnSync(process.execPath, [
				join(import.meta.dirname, "../killed-migration.ts"),
				file,
				folder,
				dying,
			]);
			assert.equal(signal, "SIGKILL");
			assert.equal(columns(), before);
			assert.deepEqual(principals(file), ["a", "b"]);
		}
		migrate(file, 1, folder);
		assert.equal(columns(), before + 2);
	});

	test("that would leave rows without their parents changes nothing", async () => {
		const file = await withParty();
		const folder = migrationsWith("DELETE FROM parties;");
		assert.throws(() => migrate(file, 1, folder), {
			name: "StoreError",
			message: /would leave 2 rows without their parents; nothing was changed/,
		});
		const store = await openSqliteStore({ file });
		assert.ok(await store.credentials.findPrincipal("a"));
		await store.close();
	});

	test("gives every row its checksum and chains every event of a database from before, as if they had been from the start", async () => {
		const server = await startServer();
		await fill(server);
		await server.app.close();
		const { databaseFile } = server;
		const attachments = openAttachmentFolder(server.attachmentsFolder);
		const file = ofFirstSchema(databaseFile);
		const database = new Database(file);
		// The clock was set back before the third case.
		database.exec(
			"UPDATE cases SET created_at = created_at - 1000 WHERE id = 3",
		);
		// More events than are read at once.
		for (let id = 4; id <= 2_300; id++)
			database.exec(
				`INSERT INTO case_events SELECT ${id}, party_id, case_id, 'UPDATED', at, door, touchpoint_code, actor_kind,
					operator_id, before, after FROM case_events WHERE id = 1`,
			);
		database.close();
		await assert.rejects(verifyDatabase({ file, attachments }), {
			message: /was written by an older casebridge/,
		});
		const store = await openSqliteStore({ file });
		const found = await store.cases.findById(2, null);
		assert.deepEqual(
			found?.comments.map(({ description }) => description),
			["comment 2"],
		);
		await store.close();
		const { rows, end, files } = await verifyDatabase({ file, attachments });
		assert.deepEqual(rows, {
			case: 3,
			comment: 3,
			attachment: 3,
			upload: 1,
			idempotencyKey: 3,
		});
		assert.equal(end.id, 2_300);
		assert.equal(files, 4);
		const numberedLate = readDatabase(file, (read) =>
			read
				.prepare("SELECT id FROM cases WHERE numbered_at <> created_at")
				.pluck()
				.all(),
		);
		assert.deepEqual(numberedLate, [3]);
	});

	test("leaves the events of a released database where they are: ids, hashes, the counter and the table itself, however large", () => {
		const file = join(temporaryFolder(), "casebridge.db");
		cpSync(join(released, "casebridge.db"), file);
		const read = () =>
			readDatabase(file, (database) => ({
				events: database.prepare("SELECT id, hash FROM case_events").all(),
				counters: database
					.prepare("SELECT * FROM sqlite_sequence ORDER BY name")
					.all(),
				page: database
					.prepare(
						"SELECT rootpage FROM sqlite_master WHERE name = 'case_events'",
					)
					.get(),
			}));
		const before = read();
		assert.ok(before.events.length > 3);
		migrate(file, 1);
		assert.deepEqual(read(), before);
	});

	test("does not hold up a server that writes when there is nothing to do", async () => {
		const file = await withParty();
		const writing = openDatabase(file, { busyTimeout: 0 });
		writing.exec("BEGIN IMMEDIATE");
		migrate(file, 1);
		writing.exec("ROLLBACK");
		writing.close();
	});
});
