import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { Worker } from "node:worker_threads";
import Database from "better-sqlite3";
import { openDatabase } from "../../../src/store/sqlite/connection/open-database.ts";
import { openSqliteStore } from "../../../src/store/sqlite/open-sqlite-store.ts";
import { readDatabase } from "../../support/read-database.ts";
import { temporaryFolder } from "../../support/test-server.ts";

const newFile = () => join(temporaryFolder(), "casebridge.db");

describe("opening the database", () => {
	test("makes every table STRICT", async () => {
		const file = newFile();
		await (await openSqliteStore({ file })).close();
		const tables = readDatabase(file, (database) =>
			database.pragma("table_list"),
		) as { schema: string; name: string; type: string; strict: number }[];
		const ours = tables.filter(
			({ schema, name, type }) =>
				schema === "main" && type === "table" && !name.startsWith("sqlite_"),
		);
		assert.ok(ours.length > 20);
		assert.deepEqual(
			ours.filter(({ strict }) => strict !== 1).map(({ name }) => name),
			[],
		);
	});

	test("waits for a process that has a new file to itself for a moment, and for none afterwards", async () => {
		const file = newFile();
		// Another thread holds the lock of a file that has no write-ahead log yet, for a while.
		const other = new Worker(
			`const { parentPort, workerData } = require("node:worker_threads");
			const database = new (require("better-sqlite3"))(workerData);
			database.exec("CREATE TABLE t (x); BEGIN IMMEDIATE; INSERT INTO t VALUES (1)");
			parentPort.postMessage("locked");
			setTimeout(() => database.exec("COMMIT"), 300);`,
			{ eval: true, workerData: file },
		);
		await once(other, "message");
		const database = openDatabase(file, { busyTimeout: 0 });
		assert.equal(database.pragma("journal_mode", { simple: true }), "wal");
		assert.equal(database.pragma("busy_timeout", { simple: true }), 0);
		database.close();
		await other.terminate();
	});

	test("sets the durable settings on a file that was there before, where SQLite's default would be NORMAL", () => {
		const file = newFile();
		openDatabase(file, { busyTimeout: 0 }).close();
		const plain = new Database(file);
		assert.equal(plain.pragma("synchronous", { simple: true }), 1);
		plain.close();
		for (const readonly of [false, true]) {
			const database = openDatabase(file, { busyTimeout: 0, readonly });
			const read = (name: string) => database.pragma(name, { simple: true });
			assert.equal(read("journal_mode"), "wal");
			assert.equal(read("synchronous"), 2);
			assert.equal(read("foreign_keys"), 1);
			assert.equal(read("trusted_schema"), 0);
			assert.equal(read("cell_size_check"), 1);
			assert.equal(read("mmap_size"), 0);
			assert.equal(read("temp_store"), 2);
			database.close();
		}
	});

	test("opens a file twice at once, and again, without losing a row", async () => {
		const file = newFile();
		const stores = await Promise.all([
			openSqliteStore({ file }),
			openSqliteStore({ file }),
		]);
		for (const store of stores) await store.close();
		const again = await openSqliteStore({ file });
		const { catalogue, credentials } = await again.versions();
		assert.deepEqual([catalogue, credentials], [1, 1]);
		await again.close();
	});

	test("raises the first case number, and never lowers it", async () => {
		const file = newFile();
		const next = () =>
			readDatabase(file, (database) =>
				database
					.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'cases'")
					.pluck()
					.get(),
			);
		await (await openSqliteStore({ file, caseNumberStart: 5000 })).close();
		assert.equal(next(), 4999);
		await (await openSqliteStore({ file, caseNumberStart: 10 })).close();
		assert.equal(next(), 4999);
	});

	const refusals: [string, (file: string) => void, RegExp][] = [
		[
			"a file that is no database",
			(file) => writeFileSync(file, "no database at all ".repeat(100)),
			/is damaged or is not an SQLite database \(SQLITE_NOTADB\); restore it from a backup/,
		],
		[
			"a database whose first page is damaged",
			(file) => {
				const database = new Database(file);
				database.exec("CREATE TABLE t (a)");
				database.close();
				const bytes = Buffer.alloc(4096, 0xff);
				bytes.write("SQLite format 3\0");
				writeFileSync(file, bytes);
			},
			/is damaged or is not an SQLite database/,
		],
		[
			"a folder instead of a file",
			(file) => mkdirSync(file),
			/cannot be written \(SQLITE_CANTOPEN/,
		],
		[
			"H16: a database of a newer version",
			(file) => {
				const database = new Database(file);
				database.exec(
					"CREATE TABLE schema_migrations (created_at INTEGER PRIMARY KEY, hash TEXT NOT NULL) STRICT; INSERT INTO schema_migrations VALUES (99999999999999, 'x')",
				);
				database.close();
			},
			/was written by a newer casebridge; start that version/,
		],
	];
	for (const [what, prepare, message] of refusals)
		test(`${what}: is refused in one sentence`, async () => {
			const file = newFile();
			prepare(file);
			await assert.rejects(openSqliteStore({ file }), (error: Error) => {
				assert.equal(error.name, "StoreError");
				assert.match(error.message, message);
				assert.ok(!error.message.includes("\n"));
				return true;
			});
		});

	test("H7: refuses a folder that cannot be made", async () => {
		const blocker = join(temporaryFolder(), "file");
		writeFileSync(blocker, "");
		await assert.rejects(
			openSqliteStore({ file: join(blocker, "casebridge.db") }),
			/^StoreError: The folder .*file cannot be written \(ENOTDIR\); make it a writable folder, or name another one in DATABASE_URL\.$/,
		);
	});
});
