import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, mock, test } from "node:test";
import Database from "better-sqlite3";
import { party1, postCase, rows, telefonico } from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

type Fault = {
	/** SQLite's result code; null for an error of another kind. */
	readonly code: string | null;
	/** Whether the statement does its work before it fails. A BEGIN does not: SQLite opens nothing when it reports an error. */
	readonly isLate: boolean;
	/** Statements that go well before, and how many fail then. */
	passing: number;
	failing: number;
};

let fault: Fault | null = null;
const failed: string[] = [];

/** Runs a statement, unless it is its turn to fail. */
function attempt<Result>(source: string, execute: () => Result): Result {
	if (!fault || fault.passing-- > 0 || fault.failing-- <= 0) return execute();
	failed.push(source);
	const { code, isLate } = fault;
	if (isLate && source !== "BEGIN IMMEDIATE") execute();
	throw Object.assign(new Error(`${code} in ${source}`), code && { code });
}

/** Every statement of this process runs through better-sqlite3's two prototypes. */
function patchStatements() {
	const database = new Database(":memory:");
	const prototype = Object.getPrototypeOf(database.prepare("SELECT 1"));
	database.close();
	const { run, get, all } = prototype;
	const { exec } = Database.prototype;
	for (const [name, original] of Object.entries({ run, get, all }))
		prototype[name] = function (...parameters: unknown[]) {
			return attempt(this.source, () => original.apply(this, parameters));
		};
	Database.prototype.exec = function (source) {
		return attempt(source, () => exec.call(this, source));
	};
	return () => {
		Object.assign(prototype, { run, get, all });
		Database.prototype.exec = exec;
	};
}

const content = Buffer.from("the bytes of a file");
const tables = [
	"cases",
	"case_comments",
	"case_attachments",
	"case_events",
	"idempotency_keys",
];

/** What a create with a comment, an attachment and a key runs once it is decided, in this order, with a few reads between. */
const statements = [
	"select",
	"BEGIN IMMEDIATE",
	...tables.map((table) => `insert into ${table}`),
	"COMMIT",
];

/** The words of a statement up to the first quote. */
function nameOf(source: string): string {
	const [words, table] = source.split('"');
	return words === "insert into " ? `${words}${table}` : `${words}`.trim();
}

function create(server: TestServer, key: string) {
	const body = {
		...telefonico,
		comments: [{ description: key }],
		attachements: [{ fileName: key, content: content.toString("base64") }],
	};
	return postCase(server, body, { ...party1, "idempotency-key": key });
}

/** How many whole cases there are; fails when a part of one is missing, or its file. */
function countWhole(server: TestServer): number {
	const counts = tables.map((table) => rows(server, table).length);
	const [count = 0] = counts;
	assert.deepEqual(counts, Array(tables.length).fill(count));
	for (const { storage_name, sha256 } of rows(server, "case_attachments")) {
		const file = join(server.attachmentsFolder, String(storage_name));
		assert.equal(hash("sha256", readFileSync(file)), sha256);
	}
	return count;
}

describe("E6, H1, H5: a create whose n-th statement fails, for every n", () => {
	after(patchStatements());
	// The watermark reads and writes every second, and would be the n-th statement of a create that a busy machine makes slow.
	mock.timers.enable({ apis: ["setInterval"] });
	after(() => mock.timers.reset());

	const codes = ["SQLITE_IOERR_WRITE", "SQLITE_FULL", "SQLITE_BUSY", null];
	const ways = [
		{ way: "before its work", isLate: false, failing: 1 },
		{ way: "after its work", isLate: true, failing: 1 },
		{ way: "and the next too", isLate: false, failing: 2 },
	];
	const faults = codes.flatMap((code) => ways.map((way) => ({ code, ...way })));
	for (const { code, way, isLate, failing } of faults)
		test(`leaves zero or one whole case, and its key ends in one: ${code ?? "an error"}, ${way}`, async () => {
			await using servers = new AsyncDisposableStack();
			const home = servers.use(await startServer());
			let server = home;
			failed.length = 0;
			// Once warm, every create runs the same statements.
			assert.equal((await create(server, "warm")).status, 201);
			for (let n = 1; ; n++) {
				const before = failed.length;
				fault = { code, isLate, passing: n - 1, failing };
				const first = await create(server, `key-${n}`);
				fault = null;
				const whole = countWhole(home) - 1;
				if (failed.length === before) {
					assert.equal(first.status, 201);
					assert.equal(whole, n);
					break;
				}
				assert.ok([201, 500, 503, 507].includes(first.status), first.text);
				assert.ok(whole === n || (whole === n - 1 && first.status !== 201));

				let again = await create(server, `key-${n}`);
				const isStopped = again.status === 503;
				if (isStopped) {
					await server.app.close();
					const env = { DATABASE_URL: `file:${home.databaseFile}` };
					server = servers.use(await startServer(env));
					again = await create(server, `key-${n}`);
				}
				const what = `${failed.slice(before).join("; ")}: ${first.status}`;
				const mayStop = failing > 1 || code === "SQLITE_IOERR_WRITE";
				const mustStop = code === "SQLITE_IOERR_WRITE" && n > 1;
				assert.ok(isStopped ? mayStop : !mustStop, what);
				assert.equal(again.status, 201, `${what}, then ${again.text}`);
				assert.equal(countWhole(home) - 1, n);
				const { id, comments } = again.body.case;
				assert.equal(comments[0].description, `key-${n}`);
				if (first.status === 201) assert.equal(first.body.case.id, id);
			}
			const names = new Set(failed.map(nameOf));
			names.delete("ROLLBACK");
			assert.deepEqual([...names], statements);
		});
});
