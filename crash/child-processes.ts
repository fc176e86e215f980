import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { atExit } from "./at-exit.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

export type Child = {
	readonly process: ChildProcess;
	/** The last of what it has written to both outputs. */
	readonly output: () => string;
	readonly hasEnded: () => boolean;
	/** Resolves with its exit code, or null when a signal ended it. */
	readonly ended: Promise<number | null>;
	/** kill -9; resolves when it is gone. */
	readonly kill: () => Promise<void>;
};

type Options = {
	readonly env?: NodeJS.ProcessEnv;
	/** Whether it talks to this process by messages. */
	readonly hasChannel?: boolean;
};

/** Starts a program in the project's folder with no more of the environment than PATH and `env`. It ends with this process at the latest. */
export function startChild(
	[program, ...args]: readonly [string, ...string[]],
	{ env = {}, hasChannel = false }: Options = {},
): Child {
	const child = spawn(program, args, {
		cwd: root,
		env: { PATH: process.env.PATH, ...env },
		stdio: ["ignore", "pipe", "pipe", ...(hasChannel ? ["ipc" as const] : [])],
	});
	const forget = atExit(() => child.kill("SIGKILL"));
	let output = "";
	for (const stream of [child.stdout, child.stderr])
		stream?.on("data", (chunk) => {
			output = (output + chunk).slice(-4_000);
		});
	let hasEnded = false;
	const ended = once(child, "exit").then(([code]) => {
		forget();
		hasEnded = true;
		return code as number | null;
	});
	return {
		process: child,
		output: () => output,
		hasEnded: () => hasEnded,
		ended,
		async kill() {
			child.kill("SIGKILL");
			await ended;
		},
	};
}
