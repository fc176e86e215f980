import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Child, startChild } from "../crash/child-processes.ts";
import { limits } from "../test/support/parity-inputs.ts";

export type FuzzServer = {
	readonly port: number;
	/** Longest time in milliseconds that its event loop stood still since this was last asked. */
	readonly slowestTurn: () => Promise<number>;
	readonly hasEnded: Child["hasEnded"];
	readonly output: Child["output"];
	/** Asks it to end; resolves with the exit code. */
	readonly stop: () => Promise<number | null>;
};

const meter = fileURLToPath(new URL("turn-meter.ts", import.meta.url));

/** Milliseconds. */
const startLimit = 30_000;
const stopLimit = 12_000;

/** Starts the server as a user does, on a new database with the demo data, with small limits and the meter of turns. */
export async function startFuzzServer(folder: string): Promise<FuzzServer> {
	const port = await freePort();
	const env = {
		PORT: String(port),
		DATABASE_URL: `file:${join(folder, "casebridge.db")}`,
		LOG_LEVEL: "error",
		MAX_TEXT_LENGTH: String(limits.text),
		MAX_COMMENTS: String(limits.comments),
		MAX_ATTACHMENTS: String(limits.attachments),
		MAX_INLINE_ATTACHMENT_BYTES: String(limits.bytes),
		MAX_UPLOADS: "100000",
	};
	const child = startChild(
		[process.execPath, "--import", meter, "bin/casebridge.js"],
		{ env, hasChannel: true },
	);
	const deadline = performance.now() + startLimit;
	while (!child.output().includes("listens on")) {
		if (performance.now() > deadline) await child.kill();
		if (child.hasEnded())
			throw new Error(`The server did not start and said: ${child.output()}`);
		await sleep(5);
	}
	return {
		port,
		async slowestTurn() {
			if (child.hasEnded()) return 0;
			const answer = once(child.process, "message");
			child.process.send("read");
			const [milliseconds] = await Promise.race([
				answer,
				child.ended.then(() => [0]),
			]);
			return milliseconds as number;
		},
		hasEnded: child.hasEnded,
		output: child.output,
		async stop() {
			child.process.kill("SIGTERM");
			const timer = setTimeout(child.kill, stopLimit);
			const code = await child.ended;
			clearTimeout(timer);
			return code;
		},
	};
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as { port: number };
	server.close();
	await once(server, "close");
	return port;
}
