import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startCasebridge } from "../crash/casebridge-process.ts";
import type { Child } from "../crash/child-processes.ts";
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

/** Starts the server as a user does, on a new database with the demo data, with small limits and the meter of turns. */
export async function startFuzzServer(folder: string): Promise<FuzzServer> {
	const env = {
		DATABASE_URL: `file:${join(folder, "casebridge.db")}`,
		LOG_LEVEL: "error",
		MAX_TEXT_LENGTH: String(limits.text),
		MAX_COMMENTS: String(limits.comments),
		MAX_ATTACHMENTS: String(limits.attachments),
		MAX_INLINE_ATTACHMENT_BYTES: String(limits.bytes),
		MAX_UPLOADS: "100000",
	};
	const { child, port, stop } = await startCasebridge(
		[process.execPath, "--import", meter, "bin/casebridge.js"],
		{ env, hasChannel: true },
	);
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
		stop,
	};
}
