import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
	chmodSync,
	cpSync,
	existsSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import Database from "better-sqlite3";
import { openAttachmentFolder } from "../../src/store/attachments/folder/open-attachment-folder.ts";
import { verifyDatabase } from "../../src/store/sqlite/integrity/verify-database.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import { alterDatabase } from "../support/alter-database.ts";
import {
	bodyOf,
	environmentOf,
	fill,
	keyed,
} from "../support/filled-server.ts";
import { readDatabase } from "../support/read-database.ts";
import { postCase, rows, telefonico } from "../support/requests.ts";
import { spawnCasebridge } from "../support/spawn-casebridge.ts";
import {
	startServer,
	type TestServer,
	temporaryFolder,
} from "../support/test-server.ts";
import { typeCommand } from "./type-command.ts";

const script = join(import.meta.dirname, "killed-restore.ts");

/** A stopped server with five cases, and a backup from when it had three of them. */
async function openStopped() {
	const server = await startServer();
	await fill(server);
	const from = join(temporaryFolder(), "monday");
	const backup = await typeCommand(environmentOf(server), ["backup", from]);
	assert.equal(backup.code, 0, backup.stderr);
	for (const number of [4, 5])
		await postCase(server, bodyOf(number), keyed(`key-${number}`));
	await server.app.close();
	const restore = (...options: string[]) =>
		typeCommand(environmentOf(server), ["restore", from, ...options]);
	return { server, from, restore };
}

function lastNumber(file: string): unknown {
	return readDatabase(file, (database) =>
		database
			.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'cases'")
			.pluck()
			.get(),
	);
}

function verify({ databaseFile: file, attachmentsFolder }: TestServer) {
	const attachments = openAttachmentFolder(attachmentsFolder);
	return verifyDatabase({ file, attachments });
}

/** The names beside the database that a restore made. */
function keptBeside({ databaseFile }: TestServer): string[] {
	return readdirSync(dirname(databaseFile)).filter((name) =>
		/\.(replaced|restoring)/.test(name),
	);
}

describe("restore", () => {
	test("brings back what the backup has, keeps what it replaces, and says what is lost", async () => {
		const { server, restore } = await openStopped();
		const { code, stdout, stderr } = await restore();
		assert.equal(stderr, "");
		assert.equal(code, 0);
		const [first, second, end] = stdout.split("\n");
		assert.match(
			first ?? "",
			/^Restored .*casebridge\.db as it was at \d{4}-.*Z: 3 cases, 3 comments, .* 3 events and 4 files\.$/,
		);
		const kept =
			/^The database that was there is kept as (\S+); it held 2 events that the backup lacks, and new cases are numbered above its own\.$/.exec(
				second ?? "",
			)?.[1];
		assert.ok(kept, second);
		assert.equal(end, "");
		assert.equal(rows(server, "cases").length, 3);
		const attachments = openAttachmentFolder(server.attachmentsFolder);
		const before = await verifyDatabase({ file: kept, attachments });
		assert.equal(before.rows.case, 5);
		assert.ok(
			existsSync(
				`${server.databaseFile}-mark${kept.slice(server.databaseFile.length)}`,
			),
		);
	});

	test("never gives a number again that was given since the backup, and goes on from there", async () => {
		const { server, restore } = await openStopped();
		await restore();
		assert.equal(lastNumber(server.databaseFile), 5);
		const env = { PORT: "0", LOG_LEVEL: "warn", ...environmentOf(server) };
		const program = spawnCasebridge(env);
		await program.until(/casebridge listens/);
		program.process.kill("SIGTERM");
		assert.equal(await program.exited, 0, program.output());
		const verified = await verify(server);
		assert.equal(verified.end.id, 3);
		assert.ok(verified.hasWatermark);
	});

	test("lowers the watermark to the end of the backup, and to no more", async () => {
		const { server, from, restore } = await openStopped();
		const watermark = () =>
			readDatabase(`${server.databaseFile}-mark`, (database) =>
				database.prepare("SELECT chain, event_id, hash FROM mark").get(),
			);
		await restore();
		const manifest = JSON.parse(
			readFileSync(join(from, "manifest.json"), "utf8"),
		);
		assert.deepEqual(watermark(), {
			chain: manifest.chain,
			event_id: 3,
			hash: manifest.lastEvent.hash,
		});
	});

	test("brings back files that are gone or damaged, and leaves every other file alone", async () => {
		const { server, restore } = await openStopped();
		const { attachmentsFolder: folder } = server;
		const [gone = "", damaged = "", whole = ""] = rows(
			server,
			"case_attachments",
		).map(({ storage_name }) => String(storage_name));
		rmSync(join(folder, gone));
		writeFileSync(join(folder, damaged), "content X");
		writeFileSync(join(folder, "readme.txt"), "mine");
		const before = statSync(join(folder, whole)).ino;
		assert.equal((await restore()).code, 0);
		assert.equal(readFileSync(join(folder, gone), "utf8"), "content 1");
		assert.equal(readFileSync(join(folder, damaged), "utf8"), "content 2");
		assert.equal(statSync(join(folder, whole)).ino, before);
		assert.equal(readFileSync(join(folder, "readme.txt"), "utf8"), "mine");
		const names = readdirSync(folder);
		const kept = names.find((name) => name.startsWith(`${damaged}.replaced-`));
		assert.equal(readFileSync(join(folder, kept ?? ""), "utf8"), "content X");
		assert.equal(names.length, 8);
	});

	test("keeps what it restores private, whatever the modes of the backup are", async () => {
		const { server, from } = await openStopped();
		const { databaseFile, attachmentsFolder } = server;
		for (const name of readdirSync(from, { recursive: true, encoding: "utf8" }))
			chmodSync(join(from, name), 0o755);
		rmSync(attachmentsFolder, { recursive: true });
		const program = spawnCasebridge(environmentOf(server), {
			args: ["restore", from],
		});
		assert.equal(await program.exited, 0, program.output());
		const files = readdirSync(attachmentsFolder).map((name) =>
			join(attachmentsFolder, name),
		);
		assert.equal(files.length, 4);
		for (const file of [databaseFile, `${databaseFile}-mark`, ...files])
			assert.equal(statSync(file).mode & 0o077, 0, file);
	});

	test("works where no database is, on a machine that never had one", async () => {
		const { from } = await openStopped();
		const folder = join(temporaryFolder(), "new/machine");
		const env = { DATABASE_URL: `file:${join(folder, "casebridge.db")}` };
		const { code, stdout } = await typeCommand(env, ["restore", from]);
		assert.equal(code, 0);
		assert.match(stdout, /\nThere was no database in its place before\.\n$/);
		const file = join(folder, "casebridge.db");
		const attachmentsFolder = join(folder, "attachments");
		const attachments = openAttachmentFolder(attachmentsFolder);
		assert.equal((await verifyDatabase({ file, attachments })).files, 4);
	});

	test("takes the place of a database that is gone or damaged, as the watermark says which it was", async () => {
		for (const spoil of [
			(file: string) => rmSync(file),
			(file: string) => writeFileSync(file, "no database at all ".repeat(999)),
		]) {
			const { server, restore } = await openStopped();
			spoil(server.databaseFile);
			const { code, stdout, stderr } = await restore();
			assert.equal(code, 0, stderr);
			assert.match(
				stdout,
				/There was no database|It cannot be read, so nobody can say what it held beyond the backup; set CASE_NUMBER_START/,
			);
			assert.equal((await verify(server)).rows.case, 3);
		}
	});

	test("keeps the write-ahead log of a database whose server was killed", async () => {
		const { server, from, restore } = await openStopped();
		const program = spawnCasebridge({
			PORT: "0",
			...environmentOf(server),
		});
		await program.until(/casebridge listens/);
		alterDatabase(server.databaseFile, "UPDATE cases SET version = 7");
		program.process.kill("SIGKILL");
		await program.exited;
		assert.ok(statSync(`${server.databaseFile}-wal`).size > 0);
		assert.equal((await restore()).code, 0);
		const kept = keptBeside(server);
		const database = kept.find((name) => /Z$/.test(name) && !/mark/.test(name));
		assert.ok(kept.includes(`${database}-wal`), kept.join());
		const file = join(dirname(server.databaseFile), database ?? "");
		const versions = readDatabase(file, (database) =>
			database.prepare("SELECT DISTINCT version FROM cases").pluck().all(),
		);
		assert.deepEqual(versions, [7]);
		assert.ok(existsSync(from));
		assert.equal((await verify(server)).rows.case, 3);
	});

	test("refuses while a server has the database open, also when nobody can read it any more", async () => {
		const { server, restore } = await openStopped();
		const program = spawnCasebridge({ PORT: "0", ...environmentOf(server) });
		await program.until(/casebridge listens/);
		const refused = async () => {
			const { code, stderr } = await restore();
			assert.match(stderr, /^The database .* is in use; stop the server/);
			assert.equal(code, 1);
			assert.deepEqual(keptBeside(server), []);
		};
		await refused();
		// Without its first page in the log nothing in the database can be read.
		alterDatabase(server.databaseFile, "PRAGMA wal_checkpoint(TRUNCATE)");
		const damage =
			"const h = fs.openSync(process.argv[1], 'r+'); fs.writeSync(h, Buffer.alloc(100, 7), 0, 100, 0)";
		execFileSync(process.execPath, ["-e", damage, server.databaseFile]);
		await refused();
		program.process.kill("SIGKILL");
		await program.exited;
		assert.equal((await restore()).code, 0);
	});

	test("keeps a server from starting in the middle", async () => {
		const { server, restore } = await openStopped();
		const database = new Database(server.databaseFile);
		database.pragma("locking_mode = EXCLUSIVE");
		database.exec("BEGIN IMMEDIATE");
		const { code, stderr } = await restore();
		assert.match(stderr, /is in use; stop the server/);
		assert.equal(code, 1);
		database.close();
	});

	test("refuses the backup of another database, unless it is told to replace it", async () => {
		const { from } = await openStopped();
		const other = await startServer();
		await other.app.close();
		// Every test server starts from a copy of one database.
		const renamed = `UPDATE event_chains SET id = '${"f".repeat(32)}'`;
		alterDatabase(other.databaseFile, renamed);
		const restore = (...options: string[]) =>
			typeCommand(environmentOf(other), ["restore", from, ...options]);
		const { code, stderr } = await restore();
		assert.match(
			stderr,
			/is not the one that was backed up \([0-9a-f]{32}, not [0-9a-f]{32}\); add --replace if/,
		);
		assert.equal(code, 1);
		assert.equal(rows(other, "cases").length, 0);
		assert.deepEqual(keptBeside(other), []);
		const replaced = await restore("--replace");
		assert.equal(replaced.code, 0, replaced.stderr);
		assert.equal((await verify(other)).rows.case, 3);
	});

	test("refuses a damaged database without a watermark, unless it is told to replace it", async () => {
		const { server, restore } = await openStopped();
		writeFileSync(server.databaseFile, "no database at all ".repeat(999));
		rmSync(`${server.databaseFile}-mark`);
		const { code, stderr } = await restore();
		assert.match(stderr, /cannot be read, so nobody can say whether/);
		assert.equal(code, 1);
		assert.equal((await restore("--replace")).code, 0);
	});

	test("leaves nothing of a restore that failed where no database was", async () => {
		const { from } = await openStopped();
		const names = readdirSync(join(from, "attachments"));
		rmSync(join(from, "attachments", names[0] ?? ""));
		const folder = temporaryFolder();
		const env = { DATABASE_URL: `file:${join(folder, "casebridge.db")}` };
		const { code, stderr } = await typeCommand(env, ["restore", from]);
		assert.match(stderr, /^The file .* is not in /);
		assert.equal(code, 1);
		assert.deepEqual(readdirSync(folder), ["attachments"]);
	});

	const mixUps: readonly [string, (from: string) => void, RegExp][] = [
		[
			"a folder without a manifest",
			(from) => rmSync(join(from, "manifest.json")),
			/is no backup of casebridge: its manifest\.json cannot be read/,
		],
		[
			"a manifest of a later format",
			(from) => writeFileSync(join(from, "manifest.json"), '{"format":2}'),
			/has the format 2, and this casebridge knows 1/,
		],
		[
			"a manifest that lacks something",
			(from) => writeFileSync(join(from, "manifest.json"), '{"format":1}'),
			/lacks what a manifest says of a backup/,
		],
		[
			"a backup without its database",
			(from) => rmSync(join(from, "casebridge.db")),
			/is not what the manifest\.json beside it describes/,
		],
		[
			"the database of another backup",
			(from) => {
				alterDatabase(
					join(from, "casebridge.db"),
					"UPDATE event_chains SET id = 'x'",
				);
			},
			/is not what the manifest\.json beside it describes/,
		],
		[
			"a write-ahead log beside the database of a backup",
			(from) => writeFileSync(join(from, "casebridge.db-wal"), ""),
			/is not what the manifest\.json beside it describes/,
		],
		[
			"a file that has other bytes",
			(from) => {
				const folder = join(from, "attachments");
				writeFileSync(join(folder, readdirSync(folder)[0] ?? ""), "X");
			},
			/^The file .* has 1 bytes instead of/,
		],
		[
			"a file that is missing",
			(from) => {
				const folder = join(from, "attachments");
				rmSync(join(folder, readdirSync(folder)[0] ?? ""));
			},
			/^The file .* is not in /,
		],
	];
	for (const [what, spoil, expected] of mixUps)
		test(`H10: refuses ${what}, and leaves the database as it is`, async () => {
			const { server, from, restore } = await openStopped();
			spoil(from);
			const { code, stdout, stderr } = await restore();
			assert.match(stderr, expected);
			assert.equal(stdout, "");
			assert.equal(code, 1);
			assert.deepEqual(keptBeside(server), []);
			assert.equal((await verify(server)).rows.case, 5);
		});

	test("H10: refuses two backups that were mixed up, even with the digest of the one in the manifest of the other", async () => {
		const server = await startServer();
		await fill(server);
		const folder = temporaryFolder();
		const [monday, tuesday] = [join(folder, "monday"), join(folder, "tuesday")];
		const env = environmentOf(server);
		await typeCommand(env, ["backup", monday]);
		await postCase(server, telefonico);
		await typeCommand(env, ["backup", tuesday]);
		await server.app.close();
		const read = (of: string) =>
			JSON.parse(readFileSync(join(of, "manifest.json"), "utf8"));
		const mixed = { ...read(monday), sha256: read(tuesday).sha256 };
		writeFileSync(join(monday, "manifest.json"), JSON.stringify(mixed));
		cpSync(join(tuesday, "casebridge.db"), join(monday, "casebridge.db"));
		const { code, stderr } = await typeCommand(env, ["restore", monday]);
		assert.match(stderr, /monday is not what the manifest\.json/);
		assert.equal(code, 1);
		assert.equal((await verify(server)).rows.case, 4);
	});

	test("killed at any step leaves the old database, the restored one, or one that is refused in words; again, it ends well", async () => {
		const { server, from } = await openStopped();
		const pristine = temporaryFolder();
		const folder = dirname(server.databaseFile);
		// A log of a killed server makes the old database two files, which must stay together.
		const program = spawnCasebridge({ PORT: "0", ...environmentOf(server) });
		await program.until(/casebridge listens/);
		alterDatabase(server.databaseFile, "UPDATE cases SET version = 7");
		program.process.kill("SIGKILL");
		await program.exited;
		cpSync(folder, pristine, { recursive: true });
		const run = (...last: string[]) => {
			rmSync(folder, { recursive: true });
			cpSync(pristine, folder, { recursive: true });
			const { databaseFile, attachmentsFolder } = server;
			return spawnSync(
				process.execPath,
				[script, databaseFile, attachmentsFolder, from, ...last],
				{ encoding: "utf8" },
			);
		};
		const whole = run();
		assert.equal(whole.status, 0, whole.stderr);
		const steps = new Set(whole.stdout.trim().split("\n"));
		assert.ok(steps.size >= 9, whole.stdout);
		const outcomes = new Set<string>();
		for (const step of steps) {
			assert.equal(run(step).signal, "SIGKILL", step);
			outcomes.add(await startAfter(server.databaseFile, step));
			const again = await typeCommand(environmentOf(server), ["restore", from]);
			assert.equal(again.code, 0, `${step}: ${again.stderr}`);
			assert.match(again.stdout, /database that was there is kept as/, step);
			assert.equal((await verify(server)).rows.case, 3, step);
			assert.equal(lastNumber(server.databaseFile), 5, step);
			const readable = keptBeside(server)
				.filter((name) => /^casebridge\.db\.replaced-[^-]*Z$/.test(name))
				.map((name) =>
					readDatabase(join(folder, name), (database) =>
						database.prepare("SELECT max(version) FROM cases").pluck().get(),
					),
				);
			assert.ok(readable.includes(7), `${step}: ${readable}`);
		}
		assert.deepEqual([...outcomes].toSorted(), ["old", "refused", "restored"]);
	});
});

/** What a server that starts now would find. */
async function startAfter(file: string, step: string): Promise<string> {
	try {
		await (await openSqliteStore({ file })).close();
	} catch (error) {
		assert.match(
			(error as Error).message,
			/restore it by "casebridge restore"|restore a backup of it by "casebridge restore"/,
			step,
		);
		return "refused";
	}
	const { cases, versions } = readDatabase(file, (database) => ({
		cases: database.prepare("SELECT count(*) FROM cases").pluck().get(),
		versions: database
			.prepare("SELECT DISTINCT version FROM cases")
			.pluck()
			.all(),
	}));
	const isOld = cases === 5;
	assert.deepEqual(versions, [isOld ? 7 : 1], step);
	return isOld ? "old" : "restored";
}
