import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(
	new URL("../../bin/casebridge.js", import.meta.url),
);

const running = new Set<ChildProcess>();
/** Ends every program that is still running. */
export function killRunning(): void {
	for (const child of running) child.kill("SIGKILL");
}
// A failed test would else leave its server alive, which keeps the test process waiting for it.
after(killRunning);
process.on("exit", killRunning);

export type Program = {
	readonly process: ChildProcess;
	/** What it has written to both outputs so far. */
	readonly output: () => string;
	/** Resolves with the exit code. */
	readonly exited: Promise<number | null>;
	/** Resolves once the output matches; fails when the program ends before. */
	readonly until: (pattern: RegExp) => Promise<RegExpExecArray>;
};

/** Starts casebridge as a user does, as a process of its own with only these variables added. */
export function spawnCasebridge(
	env: NodeJS.ProcessEnv,
	{ args = [], nodeArgs = [] }: { args?: string[]; nodeArgs?: string[] } = {},
): Program {
	const child = spawn(process.execPath, [...nodeArgs, program, ...args], {
		env: { PATH: process.env.PATH, ...env },
		stdio: ["ignore", "pipe", "pipe"],
	});
	running.add(child);
	let output = "";
	const exited = once(child, "close").then(([code]) => {
		running.delete(child);
		return code as number | null;
	});
	for (const stream of [child.stdout, child.stderr])
		stream?.on("data", (chunk: Buffer) => {
			output += chunk.toString();
		});
	return {
		process: child,
		output: () => output,
		exited,
		async until(pattern) {
			let hasEnded = false;
			void exited.then(() => {
				hasEnded = true;
			});
			for (;;) {
				const match = pattern.exec(output);
				if (match) return match;
				if (hasEnded)
					throw new Error(`casebridge ended without ${pattern}:\n${output}`);
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
		},
	};
}
