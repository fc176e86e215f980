import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { openDatabase } from "../../../src/store/sqlite/open-database.ts";
import { openSqliteStore } from "../../../src/store/sqlite/open-sqlite-store.ts";
import { temporaryFolder } from "../../support/test-server.ts";

test("a table rebuild, as drizzle-kit generates it, keeps the rows of child tables", async () => {
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

	const database = openDatabase(file, { busyTimeout: 0, foreignKeys: false });
	const columns = database
		.prepare<[], string>("SELECT name FROM pragma_table_info('parties')")
		.pluck()
		.all()
		.join(", ");
	const { sql } = database
		.prepare("SELECT sql FROM sqlite_master WHERE name = 'parties'")
		.get() as { sql: string };
	database.exec("BEGIN IMMEDIATE");
	database.exec(sql.replace("`parties`", "`__new_parties`"));
	database.exec(
		`INSERT INTO __new_parties (${columns}) SELECT ${columns} FROM parties`,
	);
	database.exec("DROP TABLE parties");
	database.exec("ALTER TABLE __new_parties RENAME TO parties");
	assert.deepEqual(database.pragma("foreign_key_check"), []);
	database.exec("COMMIT");
	const principals = database
		.prepare("SELECT principal FROM party_principals ORDER BY principal")
		.pluck()
		.all();
	assert.deepEqual(principals, ["a", "b"]);
	database.close();
});
