import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import {
	openDatabase,
	versionOf,
} from "../../../../src/store/sqlite/connection/open-database.ts";
import { refuseOldSqlite } from "../../../../src/store/sqlite/migrations/refuse-old-sqlite.ts";
import { StoreError } from "../../../../src/store/store-error.ts";
import { temporaryFolder } from "../../../support/test-server.ts";

describe("the version of SQLite", () => {
	for (const version of ["3.52.9", "3.51.3", "3.9.99", "2.99.99", "3.53", ""])
		test(`is refused in words: ${JSON.stringify(version)}`, () => {
			assert.throws(
				() => refuseOldSqlite(version),
				(error) =>
					error instanceof StoreError &&
					error.message.includes("needs SQLite 3.53.0 or newer") &&
					error.message.includes(`found ${version}`),
			);
		});

	for (const version of ["3.53.0", "3.53.10", "3.54.1", "3.100.0", "4.0.0"])
		test(`is new enough: ${version}`, () => refuseOldSqlite(version));

	test("is asked for by every connection, before it writes anything", () => {
		const statements: string[] = [];
		const file = join(temporaryFolder(), "casebridge.db");
		const database = openDatabase(file, {
			busyTimeout: 0,
			trace: (sql) => statements.push(sql),
		});
		assert.equal(statements[0], "SELECT sqlite_version()");
		refuseOldSqlite(versionOf(database));
		database.close();
	});
});
