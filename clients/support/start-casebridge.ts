import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../test/support/free-port.ts";

const root = join(import.meta.dirname, "../..");
/** Milliseconds in which npm and the server end by themselves. */
const patience = 10_000;

export type Casebridge = AsyncDisposable & {
	readonly origin: string;
	/** Ends it in good order. */
	stop(): Promise<void>;
};

/** Starts casebridge as the README does, with an empty database of its own and the demo data. */
export async function startCasebridge(
	settings: NodeJS.ProcessEnv = {},
): Promise<Casebridge> {
	const folder = mkdtempSync(join(tmpdir(), "casebridge-clients-"));
	const port = settings.PORT ?? String(await freePort());
	const { PATH, HOME } = process.env;
	// A group of its own: npm may end before the server that it starts.
	const child = spawn("npm", ["start"], {
		cwd: root,
		env: {
			PATH,
			HOME,
			PORT: port,
			DATABASE_URL: `file:${join(folder, "casebridge.db")}`,
			LOG_LEVEL: "error",
			...settings,
		},
		stdio: ["ignore", "pipe", "pipe"],
		detached: true,
	});
	const ended = once(child, "close");
	const killGroup = () => signalGroup(child, "SIGKILL");
	process.once("exit", killGroup);
	await listening(child);
	async function stop() {
		signalGroup(child, "SIGTERM");
		const timer = setTimeout(killGroup, patience);
		await ended;
		clearTimeout(timer);
	}
	return {
		origin: `http://localhost:${port}`,
		stop,
		async [Symbol.asyncDispose]() {
			await stop();
			process.off("exit", killGroup);
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

function listening(child: ChildProcess): Promise<void> {
	let output = "";
	return new Promise((resolve, reject) => {
		const read = (chunk: Buffer) => {
			output = (output + chunk).slice(-4_000);
			if (output.includes("casebridge listens on")) resolve();
		};
		child.stdout?.on("data", read);
		child.stderr?.on("data", read);
		child.once("error", reject);
		child.once("close", (code) =>
			reject(new Error(`npm start ended with ${code} and said:\n${output}`)),
		);
	});
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals) {
	try {
		if (pid !== undefined) process.kill(-pid, signal);
	} catch {
		// It has ended.
	}
}
