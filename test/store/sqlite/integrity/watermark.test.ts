import assert from "node:assert/strict";
import { copyFileSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import type { Watermark } from "../../../../src/store/integrity/watermark.ts";
import {
	WatermarkFile,
	watermarkFileOf,
} from "../../../../src/store/sqlite/integrity/watermark-file.ts";
import { openSqliteStore } from "../../../../src/store/sqlite/open-sqlite-store.ts";
import { alterDatabase } from "../../../support/alter-database.ts";
import { bodyOf, fill, keyed } from "../../../support/filled-server.ts";
import { readDatabase } from "../../../support/read-database.ts";
import { postCase } from "../../../support/requests.ts";
import { startServer } from "../../../support/test-server.ts";

function markOf(databaseFile: string): Watermark | undefined {
	if (!existsSync(watermarkFileOf(databaseFile))) return undefined;
	return readDatabase(watermarkFileOf(databaseFile), (database) =>
		database
			.prepare<[], Watermark>("SELECT chain, event_id AS id, hash FROM mark")
			.get(),
	);
}

function lastEventOf(databaseFile: string): Watermark | undefined {
	return readDatabase(databaseFile, (database) =>
		database
			.prepare<[], Watermark>(
				"SELECT (SELECT id FROM event_chains) AS chain, id, hash FROM case_events ORDER BY id DESC",
			)
			.get(),
	);
}

/** The file of a stopped server with three events; an earlier copy of it has two. */
async function stopped() {
	const server = await startServer();
	const { databaseFile: file } = server;
	for (const number of [1, 2])
		await postCase(server, bodyOf(number), keyed(`key-${number}`));
	const earlier = `${file}.earlier`;
	const database = new Database(file, { readonly: true });
	await database.backup(earlier);
	database.close();
	await postCase(server, bodyOf(3), keyed("key-3"));
	await server.app.close();
	return { file, earlier };
}

const openAndClose = async (file: string) =>
	(await openSqliteStore({ file })).close();

describe("the high-water mark", () => {
	test("is the last event once the server was closed", async () => {
		const { file } = await stopped();
		assert.equal(markOf(file)?.id, 3);
		assert.deepEqual(markOf(file), lastEventOf(file));
		await openAndClose(file);
	});

	test("follows a running server by itself", async () => {
		await using server = await startServer();
		await fill(server);
		const { databaseFile: file } = server;
		for (let attempt = 0; markOf(file)?.id !== 3; attempt++) {
			assert.ok(attempt < 100, "the watermark did not follow");
			await sleep(50);
		}
		assert.deepEqual(markOf(file), lastEventOf(file));
	});

	const refusals: readonly [
		string,
		(files: { file: string; earlier: string }) => void,
		RegExp,
	][] = [
		[
			"a database of an earlier moment put back",
			({ file, earlier }) => copyFileSync(earlier, file),
			/casebridge\.db has lost events: it held 3 of them, and does not hold the last any more: restore a backup/,
		],
		[
			"a database whose last event was deleted",
			({ file }) => alterDatabase(file, "DELETE FROM case_events WHERE id = 3"),
			/has lost events: it held 3/,
		],
		[
			"a database with another last event",
			({ file }) =>
				alterDatabase(file, "UPDATE case_events SET hash = 'x' WHERE id = 3"),
			/has other events than it had: event 3 was a different one/,
		],
		[
			"another database",
			({ file }) => alterDatabase(file, "UPDATE event_chains SET id = 'x'"),
			/is not the database that was here before \(x, not [0-9a-f]{32}\)/,
		],
		[
			"a missing database",
			({ file }) => rmSync(file),
			/is gone, and it held cases; restore it by "casebridge restore"/,
		],
		[
			"a watermark that nobody can read",
			({ file }) =>
				writeFileSync(watermarkFileOf(file), "no watermark ".repeat(99)),
			/-mark cannot be read; run "casebridge verify"/,
		],
	];
	for (const [what, spoil, expected] of refusals)
		test(`H8, I6: refuses a start with ${what}, and changes nothing`, async () => {
			const files = await stopped();
			spoil(files);
			const { file } = files;
			for (let attempt = 0; attempt < 2; attempt++)
				await assert.rejects(openSqliteStore({ file }), (error: Error) => {
					assert.equal(error.name, "StoreError");
					assert.match(error.message, expected);
					return true;
				});
			assert.equal(existsSync(file), what !== "a missing database");
		});

	test("is written anew where somebody removed it, which says that the database is meant", async () => {
		const { file, earlier } = await stopped();
		copyFileSync(earlier, file);
		rmSync(watermarkFileOf(file));
		await openAndClose(file);
		assert.equal(markOf(file)?.id, 2);
	});

	test("is never lowered, by whichever process, and never moved to another chain", async () => {
		const { file } = await stopped();
		const before = markOf(file);
		const other = new WatermarkFile(file);
		other.raise({ chain: before?.chain ?? "", id: 2, hash: "lower" });
		other.raise({ chain: "other", id: 9, hash: "other" });
		other.close();
		assert.deepEqual(markOf(file), before);
	});

	test("is shared by two servers on one database", async () => {
		const { file } = await stopped();
		const stores = [
			await openSqliteStore({ file }),
			await openSqliteStore({ file }),
		];
		for (const store of stores) await store.close();
		assert.deepEqual(markOf(file), lastEventOf(file));
	});
});
