import assert from "node:assert/strict";
import { mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config/read-config.ts";
import { prepareFolder } from "../../src/store/prepare-folder.ts";
import { StoreError } from "../../src/store/store-error.ts";
import { temporaryFolder } from "../support/test-server.ts";

/** Folders that cannot be made or written. */
function unusable(): string[] {
	const folder = temporaryFolder();
	const path = (name: string) => join(folder, name);
	writeFileSync(path("file"), "");
	symlinkSync(path("nowhere/at/all"), path("broken"));
	symlinkSync(path("loop"), path("loop"));
	return [
		"/proc/nope",
		"/proc/nope/a/b",
		"/proc/1/nope",
		"/proc",
		"/dev/null/x",
		"/dev/null",
		path("file"),
		path("file/a/b"),
		path("broken"),
		path("broken/a/b"),
		path("loop"),
		path("loop/a"),
		path("x".repeat(300)),
	];
}

// Node's recursive mkdir never comes back from some of them.
const timeout = 20_000;

describe("prepareFolder", { timeout }, () => {
	test("makes a folder with all that are missing above it, for this user alone", async () => {
		const first = join(temporaryFolder(), "a");
		const mask = process.umask(0o077);
		try {
			await prepareFolder(join(first, "b/c"), "X");
			await prepareFolder(join(first, "b/c"), "X");
		} finally {
			process.umask(mask);
		}
		assert.ok(statSync(join(first, "b/c")).isDirectory());
		assert.equal(statSync(first).mode & 0o777, 0o700);
	});

	test("is done by several at the same moment", async () => {
		const folder = join(temporaryFolder(), "a/b/c/d");
		const all = Array.from({ length: 20 }, () => prepareFolder(folder, "X"));
		await Promise.all(all);
		assert.ok(statSync(folder).isDirectory());
	});

	test("follows a link to a folder", async () => {
		const folder = temporaryFolder();
		mkdirSync(join(folder, "real"));
		symlinkSync(join(folder, "real"), join(folder, "link"));
		await prepareFolder(join(folder, "link/a"), "X");
		assert.ok(statSync(join(folder, "real/a")).isDirectory());
	});

	for (const folder of unusable())
		test(`says why it cannot use ${folder.slice(-40)}, and names the setting`, async () => {
			const error = await prepareFolder(folder, "SOME_SETTING").catch(
				(error: unknown) => error,
			);
			assert.ok(error instanceof StoreError);
			assert.equal(
				error.message.replace(/\(E[A-Z]+\)/, "(CODE)"),
				`The folder ${folder} cannot be written (CODE); make it a writable folder, or name another one in SOME_SETTING.`,
			);
		});
});

describe("a start with a folder that cannot be used", { timeout }, () => {
	async function complaint(env: NodeJS.ProcessEnv): Promise<string> {
		const config = readConfig({ LOG_LEVEL: "silent", PORT: "0", ...env });
		const error = await createApp({ config }).then(
			() => assert.fail("it starts"),
			(error: Error) => error,
		);
		assert.equal(error.name, StoreError.name);
		return error.message;
	}
	const good = () => `file:${join(temporaryFolder(), "x.db")}`;

	for (const folder of unusable()) {
		test(`names the variable that names it: ${folder.slice(-40)}`, async () => {
			assert.match(
				await complaint({ DATABASE_URL: `file:${folder}/x.db` }),
				/^The folder .* in DATABASE_URL\.$/,
			);
			assert.match(
				await complaint({ DATABASE_URL: good(), ATTACHMENTS_DIR: folder }),
				/^The folder .* in ATTACHMENTS_DIR\.$/,
			);
			const attachments = join(temporaryFolder(), "attachments");
			assert.match(
				await complaint({
					DATABASE_URL: `file:${folder}/x.db`,
					ATTACHMENTS_DIR: attachments,
				}),
				/^The folder .* in DATABASE_URL\.$/,
			);
		});
	}

	test("names DATABASE_URL where the attachments beside the database cannot be kept", async () => {
		const folder = temporaryFolder();
		writeFileSync(join(folder, "attachments"), "a file");
		assert.match(
			await complaint({ DATABASE_URL: `file:${join(folder, "x.db")}` }),
			/attachments cannot be written \(E[A-Z]+\).* in DATABASE_URL\.$/,
		);
	});
});
