import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { migrate } from "../../../src/store/sqlite/migrate.ts";
import { openDatabase } from "../../../src/store/sqlite/open-database.ts";
import { openSqliteStore } from "../../../src/store/sqlite/open-sqlite-store.ts";
import { readDatabase } from "../../support/read-database.ts";
import { temporaryFolder } from "../../support/test-server.ts";

const ours = join(import.meta.dirname, "../../../drizzle/sqlite");

/** Our migrations and one more after them. */
function migrationsWith(sql: string): string {
	const folder = join(temporaryFolder(), "migrations");
	cpSync(ours, folder, { recursive: true });
	const journalFile = join(folder, "meta/_journal.json");
	const journal = JSON.parse(readFileSync(journalFile, "utf8"));
	const last = journal.entries.at(-1);
	const next = { ...last, idx: last.idx + 1, when: last.when + 1, tag: "next" };
	journal.entries.push(next);
	writeFileSync(journalFile, JSON.stringify(journal));
	writeFileSync(join(folder, "next.sql"), sql);
	return folder;
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

	test("does not hold up a server that writes when there is nothing to do", async () => {
		const file = await withParty();
		const writing = openDatabase(file, { busyTimeout: 0 });
		writing.exec("BEGIN IMMEDIATE");
		migrate(file, 1);
		writing.exec("ROLLBACK");
		writing.close();
	});
});
