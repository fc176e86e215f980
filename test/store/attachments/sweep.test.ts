import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { openAttachmentFolder } from "../../../src/store/attachments/folder/open-attachment-folder.ts";
import { sweepFolder } from "../../../src/store/attachments/folder/sweep-folder.ts";
import { sweepAttachments } from "../../../src/store/attachments/sweep-attachments.ts";
import { newCase, uploaded } from "../../rest/v4/file-calls.ts";
import { assertStored, filesOf } from "../../rest/v4/stored.ts";
import { party1, postCase, rows, telefonico } from "../../support/requests.ts";
import {
	noon,
	startServer,
	type TestServer,
	temporaryFolder,
} from "../../support/test-server.ts";

const minute = 60_000;
const hour = 60 * minute;

/** A file that was last written this long before noon. */
function fileOfAge(folder: string, name: string, age: number): string {
	const path = join(folder, name);
	writeFileSync(path, "hello");
	const at = (noon - age) / 1_000;
	utimesSync(path, at, at);
	return name;
}

/** Makes the files on disk as old as the rows that name them. */
function makeOld({ attachmentsFolder }: TestServer, age: number): void {
	for (const name of readdirSync(attachmentsFolder)) {
		const at = (noon - age) / 1_000;
		utimesSync(join(attachmentsFolder, name), at, at);
	}
}

function sweepNow({ app, attachmentsFolder, clock }: TestServer) {
	return sweepAttachments({
		attachments: openAttachmentFolder(attachmentsFolder),
		store: app.store,
		now: () => clock.now,
	});
}

describe("the sweep", () => {
	test("G11: takes what a crash left, once it is an hour old, and nothing else", async () => {
		const folder = temporaryFolder();
		const named = randomUUID();
		const kept = [
			fileOfAge(folder, `${randomUUID()}.tmp`, hour - 1),
			fileOfAge(folder, randomUUID(), hour - 1),
			fileOfAge(folder, named, 30 * 24 * hour),
			fileOfAge(folder, "readme.txt", 30 * 24 * hour),
			fileOfAge(folder, `${randomUUID()}.bak`, 30 * 24 * hour),
		];
		fileOfAge(folder, `${randomUUID()}.tmp`, hour);
		fileOfAge(folder, randomUUID(), hour);
		const removed = await sweepFolder(
			folder,
			async (name) => name === named,
			() => noon,
		);
		assert.equal(removed, 2);
		assert.deepEqual(readdirSync(folder).toSorted(), kept.toSorted());
	});

	test("goes on when a file goes away under it", async () => {
		const folder = temporaryFolder();
		for (let count = 0; count < 20; count++)
			fileOfAge(folder, randomUUID(), 2 * hour);
		const seen: string[] = [];
		await sweepFolder(
			folder,
			async (name) => {
				seen.push(name);
				for (const other of readdirSync(folder))
					if (other !== name) rmSync(join(folder, other));
				return false;
			},
			() => noon,
		);
		assert.equal(seen.length, 1);
		assert.deepEqual(readdirSync(folder), []);
	});

	test("ends uploads that nothing used for a day, with their bytes, and leaves files of cases", async () => {
		await using server = await startServer();
		const used = await uploaded(server);
		await postCase(server, { ...telefonico, attachments: [{ id: used }] });
		await uploaded(server, "old");
		server.clock.now = noon + 1;
		const id = await uploaded(server, "new");
		makeOld(server, 0);
		server.clock.now = noon + 24 * hour;
		await sweepNow(server);
		assert.equal(rows(server, "uploads").length, 2);
		server.clock.now++;
		await sweepNow(server);
		assert.deepEqual(
			rows(server, "uploads").map((row) => row.id),
			[id],
		);
		assertStored(server, {
			cases: 1,
			case_events: 1,
			case_attachments: 1,
			uploads: 1,
			files: 2,
		});
		const late = { ...telefonico, attachments: [{ id: id - 1 }] };
		assert.equal((await postCase(server, late)).status, 400);
	});

	test("at the start of the server takes what the last process left", async () => {
		await using server = await startServer();
		await newCase(server, party1);
		fileOfAge(server.attachmentsFolder, `${randomUUID()}.tmp`, 2 * hour);
		await sweepNow(server);
		assert.deepEqual(filesOf(server), []);
	});
});
