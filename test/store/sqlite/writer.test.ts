import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import {
	setImmediate as nextTurn,
	setTimeout as sleep,
} from "node:timers/promises";
import { RequestError } from "../../../src/domain/problems/request-error.ts";
import {
	openDatabase,
	type SqliteDatabase,
} from "../../../src/store/sqlite/connection/open-database.ts";
import { Writer } from "../../../src/store/sqlite/writer.ts";
import { temporaryFolder } from "../../support/test-server.ts";

/** A writer that inserts a text, throws on "bad", and counts its transactions. */
function open() {
	const file = join(temporaryFolder(), "writer.db");
	const database = openDatabase(file, { busyTimeout: 0 });
	database.exec("CREATE TABLE texts (value TEXT NOT NULL UNIQUE) STRICT");
	const insert = database.prepare("INSERT INTO texts VALUES (?)");
	const find = database.prepare("SELECT rowid FROM texts WHERE value = ?");
	const seen = { begins: 0, fatal: [] as unknown[] };
	const writer = new Writer({
		database,
		onBegin: () => seen.begins++,
		onFatal: (error) => seen.fatal.push(error),
	});
	const submit = (value: string) =>
		writer.submit<unknown>(() => {
			if (find.get(value)) return "replay";
			const { lastInsertRowid } = insert.run(value);
			if (value === "bad") throw new Error("bad job");
			return lastInsertRowid;
		});
	return { file, database, writer, submit, seen };
}

function texts(file: string): unknown[] {
	const database: SqliteDatabase = openDatabase(file, { busyTimeout: 0 });
	const found = database.prepare("SELECT value FROM texts").pluck().all();
	database.close();
	return found;
}

/** Submits one job in each turn of the event loop. */
async function submitInTurns(
	submit: (value: string) => Promise<unknown>,
	count: number,
) {
	const answers: Promise<unknown>[] = [];
	for (let turn = 0; turn < count; turn++) {
		answers.push(submit(String(turn)));
		await nextTurn();
	}
	return outcomes(answers);
}

async function outcomes(promises: Promise<unknown>[]) {
	const settled = await Promise.allSettled(promises);
	return settled.map((result) =>
		result.status === "fulfilled" ? result.value : result.reason.message,
	);
}

describe("the writer", () => {
	test("shares one transaction among the jobs of one turn", async () => {
		const { submit, seen, file } = open();
		const answers = await outcomes(["a", "b", "c"].map(submit));
		assert.deepEqual(answers, [1, 2, 3]);
		assert.equal(seen.begins, 1);
		assert.deepEqual(texts(file), ["a", "b", "c"]);
	});

	test("waits for more while each turn brings another job, until it has enough", async (t) => {
		t.mock.method(performance, "now", () => 0);
		const { submit, seen, file } = open();
		const answers = await submitInTurns(submit, 100);
		assert.deepEqual(answers.at(-1), 100);
		assert.equal(texts(file).length, 100);
		assert.equal(seen.begins, 2);
	});

	test("does not wait after a long turn", async (t) => {
		let now = 0;
		t.mock.method(performance, "now", () => (now += 2));
		const { submit, seen } = open();
		await submitInTurns(submit, 10);
		assert.equal(seen.begins, 10);
	});

	test("answers [a, a, bad, c, a] with 1, replay, error, 2, replay", async () => {
		const { submit, file } = open();
		const answers = await outcomes(["a", "a", "bad", "c", "a"].map(submit));
		assert.deepEqual(answers, [1, "replay", "bad job", 2, "replay"]);
		assert.deepEqual(texts(file), ["a", "c"]);
	});

	test("answers nothing before the commit", async () => {
		const { submit, file } = open();
		const found = await submit("a").then(() => texts(file));
		assert.deepEqual(found, ["a"]);
	});

	test("acknowledges nothing whose commit failed, and keeps none of it", async () => {
		const { database, file, submit } = open();
		database.exec(
			"CREATE TABLE parents (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE children (parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED) STRICT",
		);
		const orphan = new Writer({
			database,
			onBegin: () => {},
			onFatal: () => {},
		});
		const answer = orphan.submit(() => {
			database.exec("INSERT INTO children VALUES (1)");
			return "acknowledged";
		});
		await assert.rejects(answer, { code: "SQLITE_CONSTRAINT_FOREIGNKEY" });
		const kept = database.prepare("SELECT count(*) FROM children").pluck();
		assert.equal(kept.get(), 0);
		await submit("a");
		assert.deepEqual(texts(file), ["a"]);
	});

	test("E12: waits for another process that holds the lock, without blocking the event loop", async () => {
		const { submit, file } = open();
		const other = openDatabase(file, { busyTimeout: 0 });
		other.exec("BEGIN IMMEDIATE");
		let turns = 0;
		const timer = setInterval(() => turns++, 5);
		const answer = submit("a");
		await sleep(150);
		assert.ok(turns > 10, `the event loop turned ${turns} times`);
		other.exec("COMMIT");
		assert.equal(await answer, 1);
		clearInterval(timer);
		other.close();
	});

	test("E12: says after five seconds that the database is busy, and goes on once it is not", async () => {
		const { submit, file } = open();
		const other = openDatabase(file, { busyTimeout: 0 });
		other.exec("BEGIN IMMEDIATE");
		await assert.rejects(submit("a"), { name: "RequestError", kind: "busy" });
		other.exec("COMMIT");
		assert.equal(await submit("b"), 1);
		other.close();
		assert.deepEqual(texts(file), ["b"]);
	});

	test("H6: refuses on a full disk, keeps reading, and recovers by itself", async () => {
		const { submit, database, file } = open();
		await submit("a");
		const pages = database.pragma("page_count", { simple: true });
		database.pragma(`max_page_count = ${pages}`);
		const long = "x".repeat(100_000);
		const refused = await Promise.allSettled([
			submit(long),
			submit(`${long}y`),
		]);
		for (const result of refused) {
			assert.equal(result.status, "rejected");
			assert.ok(result.reason instanceof RequestError);
			assert.equal(result.reason.kind, "storageFull");
		}
		assert.deepEqual(texts(file), ["a"]);
		database.pragma("max_page_count = 1000000");
		await submit("b");
		assert.deepEqual(texts(file), ["a", "b"]);
	});

	test("H5: stops for good after an error that leaves the file unknown", async () => {
		const { database, seen } = open();
		const failure = Object.assign(new Error("disk I/O error"), {
			code: "SQLITE_IOERR_FSYNC",
		});
		const writer = new Writer({
			database,
			onBegin: () => {},
			onFatal: (error) => seen.fatal.push(error),
		});
		const fail = () => {
			throw failure;
		};
		const answers = await Promise.allSettled([
			writer.submit(fail),
			writer.submit(fail),
		]);
		const late = await Promise.allSettled([writer.submit(fail)]);
		for (const result of [...answers, ...late]) {
			assert.equal(result.status, "rejected");
			assert.equal(result.reason.kind, "unavailable");
		}
		assert.deepEqual(seen.fatal, [failure]);
	});

	test("drains: every job submitted before is answered", async () => {
		const { submit, writer, file } = open();
		const answer = submit("a");
		await writer.drain();
		assert.deepEqual(texts(file), ["a"]);
		assert.equal(await answer, 1);
	});
});
