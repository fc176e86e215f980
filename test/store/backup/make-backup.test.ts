import assert from "node:assert/strict";
import { hash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import Database from "better-sqlite3";
import { openAttachmentFolder } from "../../../src/store/attachments/folder/open-attachment-folder.ts";
import { makeBackup } from "../../../src/store/backup/make-backup.ts";
import { rowChecksum } from "../../../src/store/integrity/row-checksum.ts";
import type { Progress } from "../../../src/store/progress.ts";
import { fill } from "../../support/filled-server.ts";
import {
	noon,
	startServer,
	temporaryFolder,
} from "../../support/test-server.ts";

/** A server with four files, and what another process does to it at once, between two steps of a backup. */
async function openFilled() {
	const server = await startServer();
	await fill(server);
	const { databaseFile: file, attachmentsFolder } = server;
	const to = join(temporaryFolder(), "monday");
	const write = (sql: string, ...parameters: unknown[]) => {
		const database = new Database(file);
		database.prepare(sql).run(...parameters);
		database.close();
	};
	return {
		server,
		to,
		backup: (onProgress: Progress) =>
			makeBackup({
				file,
				attachments: openAttachmentFolder(attachmentsFolder),
				to,
				version: "0.0.0",
				now: () => noon,
				onProgress,
			}),
		addUpload(id: number): string {
			const storageName = randomUUID();
			writeFileSync(join(attachmentsFolder, storageName), "new");
			const row = {
				id,
				partyId: 1,
				operatorId: null,
				fileName: "a.txt",
				contentType: "text/plain",
				size: 3,
				sha256: hash("sha256", "new"),
				storageName,
				createdAt: noon,
			};
			write(
				"INSERT INTO uploads VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
				...Object.values(row),
				rowChecksum("upload", row),
			);
			return storageName;
		},
		removeUpload(storageName: string) {
			write("DELETE FROM uploads WHERE storage_name = ?", storageName);
			rmSync(join(attachmentsFolder, storageName));
		},
	};
}

describe("a backup beside a server that writes", () => {
	test("takes a later state when a file goes after its state was taken, and has the files of that one alone", async () => {
		const { server, to, backup, addUpload, removeUpload } = await openFilled();
		await using _ = server;
		let added = "";
		let kept = "";
		let removals = 0;
		const { rows, files } = await backup((what, index) => {
			if (what !== "attachments") return;
			if (added === "") added = addUpload(2);
			// The fifth file is known only to the state that the copy of the database is to show.
			if (index < 4 || removals > 0) return;
			removals++;
			removeUpload(added);
			kept = addUpload(3);
		});
		assert.equal(removals, 1);
		assert.equal(rows.upload, 2);
		assert.equal(files, 5);
		const names = readdirSync(join(to, "attachments"));
		assert.equal(names.length, 5);
		assert.ok(names.includes(kept));
		assert.ok(!names.includes(added));
	});

	test("leaves out a file that goes while files are copied ahead", async () => {
		const { server, to, backup, addUpload, removeUpload } = await openFilled();
		await using _ = server;
		const added = addUpload(2);
		let isRemoved = false;
		const { rows } = await backup((what) => {
			if (what !== "attachments" || isRemoved) return;
			isRemoved = true;
			removeUpload(added);
		});
		assert.equal(rows.upload, 1);
		assert.equal(readdirSync(join(to, "attachments")).length, 4);
	});

	test("gives up, and leaves nothing, when files go faster than they can be copied", async () => {
		const { server, to, backup, addUpload, removeUpload } = await openFilled();
		await using _ = server;
		let id = 2;
		let last = addUpload(id);
		const progress: Progress = (what, index) => {
			if (what !== "attachments" || index !== 4) return;
			removeUpload(last);
			last = addUpload(++id);
		};
		await assert.rejects(backup(progress), {
			name: "StoreError",
			message: /Attachments are deleted faster than they can be copied/,
		});
		assert.ok(!existsSync(to) && !existsSync(`${to}.partial`));
	});
});
