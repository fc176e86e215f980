import assert from "node:assert/strict";
import { test } from "node:test";
import type { CreateCaseJob } from "../../../src/domain/ports/create-jobs.ts";
import type { EventRow } from "../../../src/store/rows/row-types.ts";
import { rowsOfCreate } from "../../../src/store/rows/rows-of-create.ts";
import { jobsOf } from "../../support/create-jobs.ts";
import { readDatabase } from "../../support/read-database.ts";
import {
	noon,
	startServer,
	type TestServer,
} from "../../support/test-server.ts";

const tables = {
	cases: "cases",
	comments: "case_comments",
	attachments: "case_attachments",
	events: "case_events",
	keys: "idempotency_keys",
};

/** The rows of a table as they are stored, in order of time. */
function stored({ databaseFile }: TestServer, table: keyof typeof tables) {
	return readDatabase(databaseFile, (database) =>
		database
			.prepare<[], Record<string, unknown>>(
				`SELECT * FROM ${tables[table]} ORDER BY rowid`,
			)
			.all(),
	);
}

/** A row under the names of its columns; the key's `replays` is SQLite's own. */
function columnsOf(row: object): Record<string, unknown> {
	const named = Object.entries(row).map(([name, value]) => [
		name === "rowChecksum"
			? "row_digest"
			: name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
		value,
	]);
	return Object.fromEntries(named);
}

test("the rows of a create are what a database holds after it, given the same ids, salt and end of the chain", async () => {
	await using server = await startServer();
	const make = await jobsOf(server.app.store);
	const file = {
		fileName: "a.txt",
		contentType: "text/plain",
		size: 1,
		sha256: "0".repeat(64),
	};
	const job: CreateCaseJob = {
		...make("key"),
		caseData: { monto: { type: "DECIMAL", text: "1.50", sentAs: "string" } },
		comments: ["one", "two"],
		attachments: [
			{ ...file, storageName: "first" },
			{ ...file, storageName: "second" },
		],
		origin: { activity: "activity", tags: ["a"], source: null },
	};
	await server.app.store.cases.create({ ...make(null), at: noon + 5 });
	await server.app.store.cases.create(job);
	const [before, event] = stored(server, "events") as [EventRow, EventRow];
	const rows = rowsOfCreate(job, {
		caseId: 2,
		firstCommentId: 2,
		firstAttachmentId: 1,
		event: { id: 2, previousHash: before.hash, salt: String(event.salt) },
		numberedAt: noon + 5,
		keyClock: 0,
	});
	assert.deepEqual(columnsOf(rows.case), stored(server, "cases")[1]);
	assert.deepEqual(
		rows.comments.map(columnsOf),
		stored(server, "comments").slice(1),
	);
	assert.deepEqual(
		rows.attachments.map(columnsOf),
		stored(server, "attachments"),
	);
	assert.deepEqual(columnsOf(rows.event), event);
	const [key] = stored(server, "keys");
	assert.deepEqual({ ...columnsOf(rows.key ?? {}), replays: 0 }, key);
});
