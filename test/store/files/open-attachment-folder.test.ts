import assert from "node:assert/strict";
import { hash, randomBytes } from "node:crypto";
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
import { openAttachmentFolder } from "../../../src/store/files/open-attachment-folder.ts";
import { prepareFolder } from "../../../src/store/prepare-folder.ts";
import { temporaryFolder } from "../../support/test-server.ts";

async function newFolder() {
	const folder = join(temporaryFolder(), "deep/attachments");
	await prepareFolder(folder, "ATTACHMENTS_DIR");
	return { folder, files: openAttachmentFolder(folder) };
}

async function* chunks(...sizes: number[]) {
	for (const size of sizes) yield Buffer.alloc(size, size % 251);
}

describe("writeStream", () => {
	test("puts all bytes under a name of its own, readable by nobody else, and says their size and SHA-256", async () => {
		const { folder, files } = await newFolder();
		const parts = [randomBytes(70_000), Buffer.alloc(0), randomBytes(5)];
		async function* source() {
			yield* parts;
		}
		const written = await files.writeStream(source(), 70_005);
		assert.ok(typeof written === "object");
		const content = Buffer.concat(parts);
		assert.match(written.storageName, /^[0-9a-f-]{36}$/);
		assert.equal(written.size, content.length);
		assert.equal(written.sha256, hash("sha256", content));
		const path = join(folder, written.storageName);
		assert.ok(readFileSync(path).equals(content));
		assert.equal(statSync(path).mode & 0o777, 0o600);
		assert.deepEqual(readdirSync(folder), [written.storageName]);
	});

	test("takes no byte before the earlier ones are written", async () => {
		const { folder, files } = await newFolder();
		const seen: number[] = [];
		async function* source() {
			for (let count = 0; count < 5; count++) {
				seen.push(sizeOfTemporary(folder));
				yield Buffer.alloc(100_000);
			}
		}
		await files.writeStream(source(), 1_000_000);
		assert.deepEqual(seen, [0, 100_000, 200_000, 300_000, 400_000]);
	});

	test("gives the file its name only when all of it is written", async () => {
		const { folder, files } = await newFolder();
		const names: string[][] = [];
		async function* source() {
			yield Buffer.from("a");
			names.push(readdirSync(folder));
			yield Buffer.from("b");
		}
		const written = await files.writeStream(source(), 2);
		assert.ok(typeof written === "object");
		assert.deepEqual(names, [[`${written.storageName}.tmp`]]);
	});

	test("leaves nothing when there are too many bytes, and stops asking for them", async () => {
		const { folder, files } = await newFolder();
		let asked = 0;
		let isStopped = false;
		async function* source() {
			try {
				for (; asked < 100; asked++) yield Buffer.alloc(10);
			} finally {
				isStopped = true;
			}
		}
		assert.equal(await files.writeStream(source(), 29), "tooLarge");
		assert.equal(asked, 2);
		assert.ok(isStopped);
		assert.deepEqual(readdirSync(folder), []);
		const atLimit = await files.writeStream(chunks(10, 10, 9), 29);
		assert.notEqual(atLimit, "tooLarge");
	});

	test("leaves nothing when the source fails, and fails with its error", async () => {
		const { folder, files } = await newFolder();
		const cause = new Error("the caller left");
		async function* source() {
			yield Buffer.alloc(100_000);
			throw cause;
		}
		await assert.rejects(files.writeStream(source(), 1e6), (error) => {
			assert.equal(error, cause);
			return true;
		});
		assert.deepEqual(readdirSync(folder), []);
	});

	test("leaves nothing when the file cannot get its name", async () => {
		const { folder, files } = await newFolder();
		async function* source() {
			yield Buffer.from("a");
			const [temporary = ""] = readdirSync(folder);
			mkdirSync(join(folder, temporary.replace(".tmp", "")));
			yield Buffer.from("b");
		}
		await assert.rejects(files.writeStream(source(), 2));
		assert.deepEqual(
			readdirSync(folder).filter((name) => name.endsWith(".tmp")),
			[],
		);
	});

	test("fails when the folder is gone", async () => {
		const { folder, files } = await newFolder();
		rmSync(folder, { recursive: true });
		await assert.rejects(files.writeStream(chunks(1), 1), { code: "ENOENT" });
		await assert.rejects(files.write(Buffer.from("a")), { code: "ENOENT" });
	});
});

describe("openChecked", () => {
	const content = randomBytes(600_000);
	const sha256 = hash("sha256", content);

	async function read(stream: NodeJS.ReadableStream): Promise<Buffer> {
		const parts: Buffer[] = [];
		for await (const part of stream) parts.push(Buffer.from(part));
		return Buffer.concat(parts);
	}

	test("gives the bytes that were written", async () => {
		const { files } = await newFolder();
		const storageName = await files.write(content);
		const stream = await files.openChecked(storageName, sha256);
		assert.ok((await read(stream)).equals(content));
		const empty = await files.write(Buffer.alloc(0));
		const nothing = await files.openChecked(empty, hash("sha256", ""));
		assert.equal((await read(nothing)).length, 0);
	});

	test("gives them also when the file is removed meanwhile", async () => {
		const { files } = await newFolder();
		const storageName = await files.write(content);
		const stream = await files.openChecked(storageName, sha256);
		await files.remove(storageName);
		assert.ok((await read(stream)).equals(content));
	});

	for (const [title, damage] of [
		["its last byte is another", (path: string) => flipLast(path, content)],
		[
			"it lost its last byte",
			(path: string) => writeFileSync(path, content.subarray(1)),
		],
		["it is empty", (path: string) => writeFileSync(path, "")],
	] as const)
		test(`fails before it gives a byte, and names the file, when ${title}`, async () => {
			const { folder, files } = await newFolder();
			const storageName = await files.write(content);
			damage(join(folder, storageName));
			await assert.rejects(files.openChecked(storageName, sha256), {
				message: `Attachment file ${storageName} does not match its SHA-256.`,
			});
		});

	test("fails, and names the file, when it is missing", async () => {
		const { folder, files } = await newFolder();
		const storageName = await files.write(content);
		await files.remove(storageName);
		await assert.rejects(files.openChecked(storageName, sha256), {
			code: "ENOENT",
			path: join(folder, storageName),
		});
	});

	test("opens no name that is not of its own form", async () => {
		const { folder, files } = await newFolder();
		writeFileSync(join(folder, "../secret"), "secret");
		for (const name of ["../secret", "", ".", "x".repeat(36), "/etc/passwd"]) {
			await assert.rejects(files.openChecked(name, sha256), /none of ours/);
			await assert.rejects(files.remove(name), /none of ours/);
		}
		assert.ok(existsSync(join(folder, "../secret")));
	});
});

function sizeOfTemporary(folder: string): number {
	const [name = ""] = readdirSync(folder);
	return statSync(join(folder, name)).size;
}

function flipLast(path: string, content: Buffer): void {
	const changed = Buffer.from(content);
	changed[changed.length - 1] = (changed.at(-1) as number) ^ 1;
	writeFileSync(path, changed);
}
