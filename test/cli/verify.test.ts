import assert from "node:assert/strict";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import Database from "better-sqlite3";
import fc from "fast-check";
import { openAttachmentFolder } from "../../src/store/attachments/folder/open-attachment-folder.ts";
import { rowChecksum } from "../../src/store/integrity/row-checksum.ts";
import { verifyDatabase } from "../../src/store/sqlite/integrity/verify-database.ts";
import { alterDatabase } from "../support/alter-database.ts";
import {
	bodyOf,
	environmentOf,
	fill,
	keyed,
} from "../support/filled-server.ts";
import { readDatabase } from "../support/read-database.ts";
import { postCase, rows } from "../support/requests.ts";
import { spawnCasebridge } from "../support/spawn-casebridge.ts";
import {
	startServer,
	type TestServer,
	temporaryFolder,
} from "../support/test-server.ts";
import { typeCommand } from "./type-command.ts";

const verify = (server: TestServer) =>
	typeCommand(environmentOf(server), ["verify"]);

/** A statement that spoils the database, and the words that must name what is wrong. */
const damages: readonly [string, string, RegExp][] = [
	[
		"a case that says something else",
		"UPDATE cases SET status = 'Open' WHERE id = 2",
		/^cases 2 is not as it was written/,
	],
	[
		"a case that lists would pass over",
		"UPDATE cases SET numbered_at = numbered_at + 1 WHERE id = 2",
		/^cases 2 is not numbered at the latest creation so far/,
	],
	[
		"a comment that says something else",
		"UPDATE case_comments SET description = 'comment 4' WHERE id = 3",
		/^case_comments 3 is not as it was written/,
	],
	[
		"an attachment with another name",
		"UPDATE case_attachments SET file_name = 'x' WHERE id = 1",
		/^case_attachments 1 is not as it was written/,
	],
	[
		"an upload with another type",
		"UPDATE uploads SET content_type = 'x'",
		/^uploads 1 is not as it was written/,
	],
	[
		"a key that stands for another command",
		"UPDATE idempotency_keys SET digest = 'x' WHERE key = 'key-2'",
		/^idempotency_keys "key-2" \(party 1, operator 0, touchpoint web\) is not as it was written/,
	],
	[
		"a key without its case",
		"DELETE FROM case_events; DELETE FROM case_comments; DELETE FROM case_attachments; DELETE FROM cases",
		/^idempotency_keys \d+ refers to a row of cases that is not there/,
	],
	[
		"an event that says something else",
		"UPDATE case_events SET after = NULL WHERE id = 2",
		/^case_events 2 is not what was chained/,
	],
	[
		"an event that is gone from the beginning",
		"DELETE FROM case_events WHERE id = 1",
		/^case_events 1 is missing/,
	],
	[
		"an event that is gone from the middle",
		"DELETE FROM case_events WHERE id = 2",
		/^case_events 2 is missing/,
	],
	[
		"an event that is gone from the end",
		"DELETE FROM case_events WHERE id = 3",
		/^case_events 3 is missing/,
	],
	[
		"two events that changed places",
		"UPDATE case_events SET id = 9 WHERE id = 1; UPDATE case_events SET id = 1 WHERE id = 2; UPDATE case_events SET id = 2 WHERE id = 9",
		/^case_events 1 is not what was chained/,
	],
	[
		"an event that stands twice",
		`INSERT INTO case_events SELECT 4, party_id, case_id, kind, at, protocol, touchpoint_code, actor_kind, operator_id,
			before, after, hash, salt, salted_digest FROM case_events WHERE id = 3`,
		/^case_events 4 is not what was chained/,
	],
	[
		"an index that lacks a row",
		"PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = 'CREATE INDEX case_comments_case ON case_comments (case_id, created_at)' WHERE name = 'case_comments_case'",
		/^SQLite's integrity_check says: .*case_comments_case/,
	],
	[
		"a schema of an older casebridge",
		"DELETE FROM schema_migrations WHERE created_at = (SELECT max(created_at) FROM schema_migrations)",
		/was written by an older casebridge; start this version on it once/,
	],
	[
		"a schema of a newer casebridge",
		"INSERT INTO schema_migrations VALUES (99999999999999, 'x')",
		/was written by a newer casebridge; start that version/,
	],
];

describe("verify", () => {
	test("says in one line what is stored when all of it is as it was written", async () => {
		await using server = await startServer();
		await fill(server);
		const { code, stdout, stderr } = await verify(server);
		assert.equal(stderr, "");
		assert.match(
			stdout,
			/^Verified .*casebridge\.db: 3 cases, 3 comments, 3 attachments, 1 upload, 3 idempotency keys, 3 events and 4 files are as they were written\..*\n$/,
		);
		assert.equal(code, 0);
	});

	for (const [what, statement, expected] of damages)
		test(`H9, I6: names ${what}`, async () => {
			await using server = await startServer();
			await fill(server);
			alterDatabase(server.databaseFile, statement);
			const { code, stdout, stderr } = await verify(server);
			assert.match(stderr, expected);
			assert.equal(stderr.split("\n").length, 2);
			assert.equal(stdout, "");
			assert.equal(code, 1);
		});

	test("names a case without the event that tells of its creation", async () => {
		await using server = await startServer();
		await fill(server);
		const database = new Database(server.databaseFile);
		const [first = {}] = rows(server, "cases");
		const columns = Object.entries(first).map(([name, value]) => [
			name.replace(/_(.)/g, (_, letter) => letter.toUpperCase()),
			value,
		]);
		const row = { ...Object.fromEntries(columns), id: 4 };
		const others = Object.keys(first).slice(1).join(", ");
		database
			.prepare(
				`INSERT INTO cases (id, ${others}, row_digest) SELECT 4, ${others}, ? FROM cases WHERE id = 1`,
			)
			.run(rowChecksum("case", row));
		database.close();
		assert.match((await verify(server)).stderr, /^cases 4 has 0 events/);
	});

	test("I6: names an event that was cut off the end together with SQLite's counter, by the mark", async () => {
		const server = await startServer();
		await fill(server);
		await server.app.close();
		alterDatabase(
			server.databaseFile,
			"DELETE FROM case_events WHERE id = 3",
			"UPDATE sqlite_sequence SET seq = 2 WHERE name = 'case_events'",
		);
		const { code, stderr } = await verify(server);
		assert.match(stderr, /has lost events: it held 3 of them/);
		assert.equal(code, 1);
	});

	test("checks everything else where the watermark cannot be read, and then says what to do about it", async () => {
		const server = await startServer();
		await fill(server);
		await server.app.close();
		writeFileSync(`${server.databaseFile}-mark`, "no watermark ".repeat(99));
		const { code, stderr } = await verify(server);
		assert.match(
			stderr,
			/^The watermark \S+ cannot be read\. The database itself is as it was written, so the watermark may be removed;/,
		);
		assert.equal(code, 1);
		alterDatabase(server.databaseFile, "UPDATE cases SET source = 'x'");
		assert.match((await verify(server)).stderr, /^cases 1 is not as it was/);
		rmSync(`${server.databaseFile}-mark`);
	});

	const fileDamages: readonly [string, (path: string) => void, RegExp][] = [
		["is gone", (path) => rmSync(path), /is not in /],
		[
			"is cut off",
			(path) => writeFileSync(path, "con"),
			/has 3 bytes instead of 9/,
		],
		[
			"has other bytes",
			(path) => writeFileSync(path, "content X"),
			/its SHA-256 does not match/,
		],
	];
	for (const [what, spoil, expected] of fileDamages)
		test(`names a file that ${what}`, async () => {
			await using server = await startServer();
			await fill(server);
			const [, second] = rows(server, "case_attachments");
			const name = String(second?.storage_name);
			spoil(join(server.attachmentsFolder, name));
			const { code, stderr } = await verify(server);
			assert.ok(
				stderr.startsWith(`The file ${name} of case_attachments 2 `),
				stderr,
			);
			assert.match(stderr, expected);
			assert.equal(code, 1);
		});

	test("checks one state of a database that a server is writing", async () => {
		await using server = await startServer();
		await fill(server);
		const program = spawnCasebridge(environmentOf(server), {
			args: ["verify"],
		});
		let isRunning = true;
		const ended = program.exited.finally(() => {
			isRunning = false;
		});
		for (let number = 4; isRunning; number++)
			await postCase(server, bodyOf(number), keyed(`key-${number}`));
		assert.equal(await ended, 0, program.output());
		assert.match(program.output(), /^Verified /);
	});

	test("writes nothing", async () => {
		const server = await startServer();
		await fill(server);
		await server.app.close();
		const bytes = () =>
			readDatabase(server.databaseFile, (database) =>
				database.serialize().toString("base64"),
			);
		const before = bytes();
		assert.equal((await verify(server)).code, 0);
		assert.equal(bytes(), before);
	});

	test("says so when there is no database, or one of something else", async () => {
		const folder = temporaryFolder();
		const file = join(folder, "casebridge.db");
		const env = { DATABASE_URL: `file:${file}` };
		const absent = await typeCommand(env, ["verify"]);
		assert.equal(absent.code, 1);
		assert.match(absent.stderr, /^There is no database .*casebridge\.db; name/);
		assert.deepEqual(readdirSync(folder), []);
		const other = new Database(file);
		other.exec("CREATE TABLE t (a)");
		other.close();
		assert.match(
			(await typeCommand(env, ["verify"])).stderr,
			/casebridge\.db is no database of casebridge;/,
		);
	});

	test("shows how far it is on a terminal alone", async () => {
		await using server = await startServer();
		await fill(server);
		const env = environmentOf(server);
		const terminal = await typeCommand(env, ["verify"], { isTTY: true });
		assert.match(terminal.stderr, /\[#* *\] +\d+ % files/);
		assert.ok(terminal.stderr.endsWith("\r\x1b[2K"));
		assert.equal((await verify(server)).stderr, "");
	});

	test("H9: reports any single bit that flips in a column that a digest or the chain covers", async () => {
		const server = await startServer();
		await fill(server);
		await server.app.close();
		const { databaseFile: file } = server;
		const attachments = openAttachmentFolder(server.attachmentsFolder);
		const covered = readDatabase(file, coveredColumns);
		const database = new Database(file);
		database.pragma("foreign_keys = OFF");
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...covered),
				fc.nat(),
				async ({ table, column, rowid, bytes, isText }, bit) => {
					const flipped = flip(bytes, bit % (bytes.length * 8));
					const value = isText ? "CAST(? AS TEXT)" : "?";
					const set = database.prepare(
						`UPDATE ${table} SET ${column} = ${value} WHERE rowid = ?`,
					);
					const parameter = (of: Buffer) => (isText ? of : of.readBigInt64BE());
					// Where the number of a row itself changes, it is found by the new one afterwards.
					const now = column === "id" ? parameter(flipped) : rowid;
					try {
						set.run(parameter(flipped), rowid);
					} catch (error) {
						assert.match(String(error), /UNIQUE/);
						return;
					}
					await assert.rejects(verifyDatabase({ file, attachments }), {
						name: "StoreError",
					});
					set.run(parameter(bytes), now);
				},
			),
			{ numRuns: 300 },
		);
		database.close();
		await verifyDatabase({ file, attachments });
	});
});

type Covered = {
	readonly table: string;
	readonly column: string;
	readonly rowid: number;
	/** Of a text as it is stored; of an integer its 64 bits. */
	readonly bytes: Buffer;
	readonly isText: boolean;
};

const uncovered: Readonly<Record<string, readonly string[]>> = {
	cases: ["version", "updated_at"],
	case_comments: [],
	case_attachments: [],
	uploads: [],
	idempotency_keys: ["replays"],
	case_events: [],
};

/** Every value that is there of every covered column, the digests themselves among them. */
function coveredColumns(database: Database.Database): Covered[] {
	return Object.keys(uncovered).flatMap((table) =>
		database
			.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`)
			.pluck()
			.all()
			.filter((column) => !uncovered[table]?.includes(column))
			.flatMap((column) =>
				database
					.prepare<[], { rowid: number; value: unknown; text: Buffer }>(
						`SELECT rowid AS rowid, ${column} AS value, CAST(${column} AS BLOB) AS text FROM ${table} WHERE length(${column}) > 0`,
					)
					.all()
					.map(({ rowid, value, text }) => {
						const isText = typeof value === "string";
						const bytes = isText ? text : Buffer.alloc(8);
						if (!isText) bytes.writeBigInt64BE(BigInt(value as number));
						return { table, column, rowid, bytes, isText };
					}),
			),
	);
}

function flip(bytes: Buffer, bit: number): Buffer {
	const flipped = Buffer.from(bytes);
	flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
	return flipped;
}
