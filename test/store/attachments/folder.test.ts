import assert from "node:assert/strict";
import {
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { openAttachmentFolder } from "../../../src/store/attachments/folder/open-attachment-folder.ts";
import { temporaryFolder } from "../../support/test-server.ts";
import { describeAttachments } from "./attachment-contract.ts";

async function newFolder() {
	const folder = join(temporaryFolder(), "deep/attachments");
	const files = openAttachmentFolder(folder);
	await files.prepare();
	return { folder, files };
}

async function* chunks(...sizes: number[]) {
	for (const size of sizes) yield Buffer.alloc(size, size % 251);
}

describeAttachments("a folder", async (scan) => {
	const folder = join(temporaryFolder(), "attachments");
	const storage = openAttachmentFolder(folder, "ATTACHMENTS_URL", scan);
	await storage.prepare();
	return {
		storage,
		names: () => readdirSync(folder).toSorted(),
		contentOf: (name) => readFileSync(join(folder, name)),
		put(name, content, age = 0) {
			const path = join(folder, name);
			writeFileSync(path, content);
			const at = (Date.now() - age) / 1_000;
			utimesSync(path, at, at);
		},
		drop: (name) => rmSync(join(folder, name)),
	};
});

describe("a file in a folder", () => {
	test("is readable by nobody else", async () => {
		const { folder, files } = await newFolder();
		const storageName = await files.write(Buffer.from("a"));
		assert.equal(statSync(join(folder, storageName)).mode & 0o777, 0o600);
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

	test("that is missing is named with its path", async () => {
		const { folder, files } = await newFolder();
		const storageName = "00000000-0000-0000-0000-000000000000";
		const file = { storageName, size: 1, sha256: "" };
		await assert.rejects(files.openChecked(file), {
			code: "ENOENT",
			path: join(folder, storageName),
		});
	});

	test("cannot be kept where the folder is gone, and the check says so", async () => {
		const { folder, files } = await newFolder();
		rmSync(folder, { recursive: true });
		await assert.rejects(files.check(), { code: "ENOENT" });
	});
});

function sizeOfTemporary(folder: string): number {
	const [name = ""] = readdirSync(folder);
	return statSync(join(folder, name)).size;
}
