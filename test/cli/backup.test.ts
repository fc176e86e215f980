import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { hash } from "node:crypto";
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { openAttachmentFolder } from "../../src/store/attachments/folder/open-attachment-folder.ts";
import { verifyDatabase } from "../../src/store/sqlite/integrity/verify-database.ts";
import { alterDatabase } from "../support/alter-database.ts";
import {
	bodyOf,
	environmentOf,
	fill,
	keyed,
} from "../support/filled-server.ts";
import { readDatabase } from "../support/read-database.ts";
import { postCase, rows, send } from "../support/requests.ts";
import { spawnCasebridge } from "../support/spawn-casebridge.ts";
import {
	startServer,
	type TestServer,
	temporaryFolder,
} from "../support/test-server.ts";
import { typeCommand } from "./type-command.ts";

/** Mounts a disk that takes less than an empty database; only root may. */
function mount(folder: string): boolean {
	const options = ["-t", "tmpfs", "-o", "size=200k", "tmpfs", folder];
	return spawnSync("mount", options).status === 0;
}

async function openFilled() {
	const server = await startServer();
	await fill(server);
	const folder = temporaryFolder();
	const to = join(folder, "monday");
	const backup = () => typeCommand(environmentOf(server), ["backup", to]);
	return { server, folder, to, backup };
}

const manifestOf = (to: string) =>
	JSON.parse(readFileSync(join(to, "manifest.json"), "utf8"));

function verifyBackup(to: string) {
	return verifyDatabase({
		file: join(to, "casebridge.db"),
		attachments: openAttachmentFolder(join(to, "attachments")),
	});
}

function storageNames(server: TestServer): string[] {
	return [...rows(server, "case_attachments"), ...rows(server, "uploads")].map(
		({ storage_name }) => String(storage_name),
	);
}

describe("backup", () => {
	test("copies the database and every file that it names, and says what is in it", async () => {
		const { server, folder, to, backup } = await openFilled();
		await using _ = server;
		const { code, stdout, stderr } = await backup();
		assert.equal(stderr, "");
		assert.equal(
			stdout,
			`Backed up ${server.databaseFile} to ${to}, and verified the copy: 3 cases, 3 comments, 3 attachments, 1 upload, 3 idempotency keys, 3 events and 4 files.\n`,
		);
		assert.equal(code, 0);
		assert.deepEqual(readdirSync(folder), ["monday"]);
		assert.deepEqual(readdirSync(to).toSorted(), [
			"attachments",
			"casebridge.db",
			"manifest.json",
		]);
		assert.deepEqual(
			readdirSync(join(to, "attachments")).toSorted(),
			storageNames(server).toSorted(),
		);
		assert.equal((await verifyBackup(to)).rows.case, 3);
	});

	test("writes a manifest that tells the database from every other", async () => {
		const { server, to, backup } = await openFilled();
		await using _ = server;
		await backup();
		const last = rows(server, "event_chains")[0];
		const { createdAt, ...manifest } = manifestOf(to);
		assert.ok(!Number.isNaN(Date.parse(createdAt)));
		assert.deepEqual(manifest, {
			format: 1,
			casebridge: "0.1.0",
			chain: last?.id,
			lastEvent: {
				id: 3,
				hash: readDatabase(server.databaseFile, (database) =>
					database
						.prepare("SELECT hash FROM case_events WHERE id = 3")
						.pluck()
						.get(),
				),
			},
			cases: 3,
			lastCaseNumber: 3,
			sha256: hash("sha256", readFileSync(join(to, "casebridge.db"))),
		});
	});

	test("holds one state of a database in which a server creates cases and deletes attachments meanwhile", async () => {
		const { server, folder, to } = await openFilled();
		await using _ = server;
		for (let number = 4; number < 200; number++)
			await postCase(server, bodyOf(number), keyed(`key-${number}`));
		const program = spawnCasebridge(environmentOf(server), {
			args: ["backup", to],
		});
		let isRunning = true;
		const ended = program.exited.finally(() => {
			isRunning = false;
		});
		let deleted = 0;
		for (let number = 200; isRunning; number++) {
			const made = await postCase(server, bodyOf(number), keyed(`k${number}`));
			assert.equal(made.status, 201);
			const gone = number - 199;
			const answer = await send(
				server,
				"DELETE",
				`/api/v4/cases/${gone}/files/${gone}`,
				{ headers: keyed(`delete-${gone}`) },
			);
			if (answer.text === "true") deleted++;
		}
		assert.equal(await ended, 0, program.output());
		assert.ok(deleted > 0);
		const { rows: counts, files } = await verifyBackup(to);
		assert.ok(counts.case >= 199);
		assert.equal(files, counts.attachment + counts.upload);
		assert.equal(readdirSync(join(to, "attachments")).length, files);
		assert.deepEqual(readdirSync(folder), ["monday"]);
	});

	test("is for its owner alone", async () => {
		const { server, to } = await openFilled();
		await using _ = server;
		const program = spawnCasebridge(environmentOf(server), {
			args: ["backup", to],
		});
		assert.equal(await program.exited, 0, program.output());
		const names = readdirSync(to, { recursive: true, encoding: "utf8" });
		for (const name of ["", ...names])
			assert.equal(statSync(join(to, name)).mode & 0o077, 0, name);
	});

	test("refuses a folder that has something in it, and takes an empty one", async () => {
		const { server, to, backup } = await openFilled();
		await using _ = server;
		mkdirSync(to);
		writeFileSync(join(to, "mine"), "kept");
		const refused = await backup();
		assert.equal(
			refused.stderr,
			`${to} is there already; name a new folder for the backup.\n`,
		);
		assert.equal(refused.code, 1);
		assert.deepEqual(readdirSync(to), ["mine"]);
		rmSync(join(to, "mine"));
		assert.equal((await backup()).code, 0);
		assert.ok(existsSync(join(to, "manifest.json")));
	});

	test("refuses to go on in a folder that another backup left, or is filling", async () => {
		const { server, to, backup } = await openFilled();
		await using _ = server;
		mkdirSync(`${to}.partial`);
		const { code, stderr } = await backup();
		assert.match(stderr, /monday\.partial is there: another backup is running/);
		assert.equal(code, 1);
		assert.ok(existsSync(`${to}.partial`));
	});

	const faults: readonly [string, (server: TestServer) => void, RegExp][] = [
		[
			"a file is missing",
			(server) =>
				rmSync(join(server.attachmentsFolder, storageNames(server)[1] ?? "")),
			/^The file .* of case_attachments 2 is not in .*, so no backup can be whole/,
		],
		[
			"a file has other bytes",
			(server) =>
				writeFileSync(
					join(server.attachmentsFolder, storageNames(server)[1] ?? ""),
					"content X",
				),
			/^The file .* of case_attachments 2 is not as it was written/,
		],
		[
			"a row is damaged",
			(server) =>
				alterDatabase(
					server.databaseFile,
					"UPDATE case_comments SET description = 'x' WHERE id = 2",
				),
			/^case_comments 2 is not as it was written/,
		],
	];
	for (const [what, spoil, expected] of faults)
		test(`leaves nothing and says why when ${what}`, async () => {
			const { server, folder, backup } = await openFilled();
			await using _ = server;
			spoil(server);
			const { code, stdout, stderr } = await backup();
			assert.match(stderr, expected);
			assert.equal(stdout, "");
			assert.equal(code, 1);
			assert.deepEqual(readdirSync(folder), []);
		});

	test("leaves nothing on a disk that is full, and says which", async (context) => {
		const { server } = await openFilled();
		await using _ = server;
		const disk = temporaryFolder();
		if (!mount(disk)) return context.skip("no small disk can be mounted here");
		try {
			for (const to of ["monday", "new/monday"]) {
				const { code, stderr } = await typeCommand(environmentOf(server), [
					"backup",
					join(disk, to),
				]);
				assert.match(
					stderr,
					/^(The disk of )?\/\S+ (is full|cannot be read or written)/,
				);
				assert.equal(code, 1);
				assert.ok(!existsSync(join(disk, to)));
				assert.ok(!existsSync(join(disk, `${to}.partial`)));
			}
		} finally {
			execFileSync("umount", [disk]);
		}
	});

	test("says so when there is nothing to back up", async () => {
		const folder = temporaryFolder();
		const env = { DATABASE_URL: `file:${join(folder, "casebridge.db")}` };
		const { code, stderr } = await typeCommand(env, [
			"backup",
			join(folder, "monday"),
		]);
		assert.match(stderr, /^There is no database .*; name another file/);
		assert.equal(code, 1);
		assert.deepEqual(readdirSync(folder), []);
	});
});
