import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { PassThrough, Writable } from "node:stream";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { createLogDestination } from "../src/http/log/log-destination.ts";
import { freePort } from "./support/free-port.ts";
import { postCase, telefonico } from "./support/requests.ts";
import {
	copyDemoDatabase,
	type TestServer,
	temporaryFolder,
} from "./support/test-server.ts";

const program = fileURLToPath(new URL("../bin/casebridge.js", import.meta.url));

describe("where log lines go", () => {
	test("I5: turns what JSON leaves unprintable into escapes that read the same", () => {
		const stream = new PassThrough();
		const text = "\u007f\u009b\u202e\u2028\u2066\ufeffé😀";
		createLogDestination(stream).write(`${JSON.stringify({ text })}\n`);
		const line = String(stream.read());
		assert.match(line, /^[ -~é😀]+\n$/u);
		assert.equal(JSON.parse(line).text, text);
	});

	test("I7: keeps at most so much for a reader that does not read, and says what it dropped", async () => {
		let read = "";
		let isReading = false;
		let goOn = () => {};
		const stream = new Writable({
			write(chunk, _encoding, done) {
				read += chunk;
				goOn = done;
				if (isReading) setImmediate(done);
			},
		});
		const destination = createLogDestination(stream);
		const line = `${"x".repeat(1000)}\n`;
		for (let count = 0; count < 5_000; count++) destination.write(line);
		assert.ok(stream.writableLength < 1_100_000);
		isReading = true;
		goOn();
		await once(stream, "drain");
		destination.write("last\n");
		await new Promise((resolve) => stream.end(resolve));
		assert.match(
			read,
			/x\n\{"level":40,"time":\d+,"dropped":3\d{3},.*\}\nlast\n$/,
		);
	});

	test("I7: forgets lines once nobody can read them", () => {
		const stream = new PassThrough();
		stream.destroy();
		createLogDestination(stream).write("a\n");
	});

	/** Starts casebridge with its output through a real pipe into a command, and waits until it answers. */
	async function startPiped(reader: string) {
		const port = await freePort();
		const file = `${temporaryFolder()}/casebridge.db`;
		await copyDemoDatabase(file);
		const child = spawn(
			"bash",
			["-c", `"$0" "$1" 2>&1 | ${reader}`, process.execPath, program],
			{
				env: {
					PATH: process.env.PATH,
					PORT: String(port),
					DATABASE_URL: `file:${file}`,
					LOG_LEVEL: "debug",
				},
				detached: true,
				stdio: "ignore",
			},
		);
		const url = `http://127.0.0.1:${port}`;
		for (;;) {
			const answer = await fetch(url).catch(() => null);
			if (answer) break;
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		return {
			server: { url } as TestServer,
			async [Symbol.asyncDispose]() {
				const closed = once(child, "close");
				process.kill(-(child.pid as number), "SIGKILL");
				await closed;
			},
		};
	}

	for (const [what, reader] of [
		["is closed", "true"],
		["is full", "sleep 1000"],
	] as const)
		test(`I7: the server goes on when its output ${what}`, async () => {
			await using piped = await startPiped(reader);
			for (let round = 0; round < 10; round++) {
				const answers = await Promise.all(
					Array.from({ length: 100 }, () => postCase(piped.server, telefonico)),
				);
				for (const { status } of answers) assert.equal(status, 201);
			}
		});
});
