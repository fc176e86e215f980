import assert from "node:assert/strict";
import { hash, randomBytes, randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { describe, test } from "node:test";
import type { WrittenFile } from "../../../src/domain/ports/stored-files.ts";
import { RequestError } from "../../../src/domain/problems/request-error.ts";
import type { AttachmentStorage } from "../../../src/store/attachments/attachment-storage.ts";
import type { Scan } from "../../../src/store/attachments/scan-content.ts";
import { temporaryFolder } from "../../support/test-server.ts";

/** A new, empty place for attachments, and what somebody else does to it. */
export type OpenedPlace = {
	readonly storage: AttachmentStorage;
	/** All names that are there, in order. */
	names(): string[];
	contentOf(name: string): Buffer;
	/** Puts bytes under a name, last written so many milliseconds ago. */
	put(name: string, content: Buffer, age?: number): void;
	drop(name: string): void;
};

type Open = (scan?: Scan) => Promise<OpenedPlace>;

const hour = 60 * 60_000;
const content = randomBytes(600_000);
const sizes = [0, 1, 65_536, 600_000];

async function* chunks(...parts: readonly Uint8Array[]) {
	yield* parts;
}

function fileOf(storageName: string, bytes: Uint8Array): WrittenFile {
	return { storageName, size: bytes.length, sha256: hash("sha256", bytes) };
}

/** What every place for attachments promises. */
export function describeAttachments(what: string, open: Open): void {
	describe(`${what}: a file that is written`, () => {
		for (const size of sizes)
			test(`has all its bytes: ${size}`, async () => {
				const { storage, names, contentOf } = await open();
				const bytes = content.subarray(0, size);
				const storageName = await storage.write(bytes);
				assert.match(storageName, /^[0-9a-f-]{36}$/);
				assert.deepEqual(names(), [storageName]);
				assert.ok(contentOf(storageName).equals(bytes));
			});

		for (const size of sizes)
			test(`as a stream has all its bytes, and says their size and SHA-256: ${size}`, async () => {
				const { storage, names, contentOf } = await open();
				const bytes = content.subarray(0, size);
				const half = size / 2;
				const source = chunks(
					bytes.subarray(0, half),
					Buffer.alloc(0),
					bytes.subarray(half),
				);
				const written = await storage.writeStream(source, size);
				assert.ok(typeof written === "object");
				assert.deepEqual(written, fileOf(written.storageName, bytes));
				assert.deepEqual(names(), [written.storageName]);
				assert.ok(contentOf(written.storageName).equals(bytes));
			});

		test("leaves nothing when there is a byte too many, and stops asking for them", async () => {
			const { storage, names } = await open();
			let asked = 0;
			let isStopped = false;
			async function* source() {
				try {
					for (; asked < 100; asked++) yield Buffer.alloc(10);
				} finally {
					isStopped = true;
				}
			}
			assert.equal(await storage.writeStream(source(), 29), "tooLarge");
			assert.equal(asked, 2);
			assert.ok(isStopped);
			assert.deepEqual(names(), []);
			const one = chunks(Buffer.alloc(1));
			assert.equal(await storage.writeStream(one, 0), "tooLarge");
			assert.deepEqual(names(), []);
		});

		test("leaves nothing when its source fails, and fails with that error", async () => {
			const { storage, names } = await open();
			const cause = new Error("the caller left");
			async function* source() {
				yield Buffer.alloc(100_000);
				throw cause;
			}
			await assert.rejects(storage.writeStream(source(), 1e6), (error) => {
				assert.equal(error, cause);
				return true;
			});
			assert.deepEqual(names(), []);
		});

		test("was seen whole by the scanner before, which may refuse it", async () => {
			const seen: Buffer[] = [];
			const { storage, names } = await open(async (bytes) => {
				const whole = Buffer.from(await buffer(bytes as AsyncIterable<Buffer>));
				seen.push(whole);
				return whole.length > 10 ? "infected" : "clean";
			});
			const bad = chunks(content);
			assert.equal(await storage.writeStream(bad, content.length), "infected");
			assert.deepEqual(names(), []);
			const good = await storage.writeStream(chunks(Buffer.from("good")), 4);
			assert.ok(typeof good === "object");
			assert.deepEqual(names(), [good.storageName]);
			assert.deepEqual(seen, [content, Buffer.from("good")]);
		});
	});

	describe(`${what}: a file that is read`, () => {
		test("has the bytes that were written, also when it is removed meanwhile", async () => {
			const { storage, names } = await open();
			for (const size of sizes) {
				const bytes = content.subarray(0, size);
				const file = fileOf(await storage.write(bytes), bytes);
				const stream = await storage.openChecked(file);
				await storage.remove(file.storageName);
				assert.ok((await buffer(stream)).equals(bytes));
				assert.deepEqual(names(), []);
			}
		});

		const flipped = Buffer.from(content);
		flipped[flipped.length - 1] = (flipped.at(-1) as number) ^ 1;
		const damages: Readonly<Record<string, Buffer>> = {
			"its last byte is another": flipped,
			"it lost a byte": content.subarray(1),
			"it has a byte more": Buffer.concat([content, Buffer.alloc(1)]),
			"it is empty": Buffer.alloc(0),
		};
		for (const [title, damaged] of Object.entries(damages))
			test(`fails before it gives a byte, by a fault of ours that names it, when ${title}`, async () => {
				const { storage, put } = await open();
				const file = fileOf(await storage.write(content), content);
				put(file.storageName, damaged);
				await assert.rejects(storage.openChecked(file), (error: Error) => {
					assert.ok(!(error instanceof RequestError));
					assert.match(error.message, /does not match its SHA-256\.$/);
					assert.ok(error.message.includes(file.storageName));
					return true;
				});
			});

		test("fails, by a fault of ours that names it, when it is missing", async () => {
			const { storage, drop } = await open();
			const file = fileOf(await storage.write(content), content);
			drop(file.storageName);
			await assert.rejects(storage.openChecked(file), (error: Error) => {
				assert.ok(!(error instanceof RequestError));
				assert.ok(error.message.includes(file.storageName));
				return true;
			});
			await storage.remove(file.storageName);
		});

		test("has a name of our own form", async () => {
			const { storage } = await open();
			for (const name of [
				"../secret",
				"",
				".",
				"x".repeat(36),
				"/etc/passwd",
			]) {
				const file = fileOf(name, content);
				await assert.rejects(storage.openChecked(file), /none of ours/);
				await assert.rejects(storage.remove(name), /none of ours/);
			}
		});
	});

	describe(`${what}: the sweep`, () => {
		test("takes what no row names once it is an hour old, and nothing else, also twice at once", async () => {
			const { storage, names, put } = await open();
			const [named, young, old, other] = Array.from({ length: 4 }, () =>
				randomUUID(),
			) as [string, string, string, string];
			put(named, content, 48 * hour);
			put(young, content, hour - 60_000);
			put(old, content, hour + 60_000);
			put(other, content, 48 * hour);
			const foreign = ["readme.txt", `${randomUUID()}.bak`];
			for (const name of foreign) put(name, content, 48 * hour);
			const isNamed = async (name: string) => name === named;
			const counts = await Promise.all([
				storage.sweep(isNamed, Date.now),
				storage.sweep(isNamed, Date.now),
			]);
			assert.ok(counts[0] + counts[1] >= 2);
			assert.deepEqual(names(), [named, young, ...foreign].toSorted());
			assert.equal(await storage.sweep(isNamed, Date.now), 0);
		});

		test("ends when it is told to", async () => {
			const { storage, names, put } = await open();
			for (let count = 0; count < 5; count++)
				put(randomUUID(), content, 48 * hour);
			const ending = new AbortController();
			const isNamed = async () => {
				ending.abort();
				return false;
			};
			await storage.sweep(isNamed, Date.now, ending.signal);
			assert.equal(names().length, 4);
		});

		test("goes by the clock that dates the files, also where that of this process is ahead", async () => {
			const { storage, names } = await open();
			await storage.write(content);
			const ahead = () => Date.now() + 48 * hour;
			assert.equal(await storage.sweep(async () => false, ahead), 0);
			assert.equal(names().length, 1);
		});
	});

	describe(`${what}: a command`, () => {
		test("finds what a file holds, or that it is missing", async () => {
			const { storage, put } = await open();
			const { storageName, ...digest } = fileOf(randomUUID(), content);
			assert.equal(await storage.digest(storageName), null);
			put(storageName, content);
			assert.deepEqual(await storage.digest(storageName), digest);
		});

		test("copies a file, and says when it is missing", async () => {
			const { storage, put } = await open();
			const name = randomUUID();
			const to = join(temporaryFolder(), name);
			assert.equal(await storage.copyTo(name, to), false);
			assert.ok(!existsSync(to));
			put(name, content);
			assert.equal(await storage.copyTo(name, to), true);
			assert.ok(readFileSync(to).equals(content));
		});

		test("puts a file back, and keeps the damaged one beside it, which no sweep takes", async () => {
			const { storage, put, names, contentOf } = await open();
			const name = randomUUID();
			const from = join(temporaryFolder(), name);
			writeFileSync(from, content);
			put(name, Buffer.from("damaged"), 48 * hour);
			await storage.setAside(name, ".replaced-20260501T120000.000Z");
			await storage.putBack(name, from);
			await storage.sync();
			const aside = `${name}.replaced-20260501T120000.000Z`;
			assert.deepEqual(names(), [name, aside]);
			assert.ok(contentOf(name).equals(content));
			assert.equal(String(contentOf(aside)), "damaged");
			await storage.sweep(async (each) => each === name, Date.now);
			assert.deepEqual(names(), [name, aside]);
		});
	});

	test(`${what}: can be prepared again, and is ready then`, async () => {
		const { storage, names } = await open();
		await storage.prepare();
		await storage.check();
		assert.deepEqual(names(), []);
		await storage.close();
	});
}
