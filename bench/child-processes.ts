import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

const running = new Set<ChildProcess>();
/** Milliseconds that a process may take to end by itself. */
const patience = 5_000;

process.on("exit", () => {
	for (const child of running) child.kill("SIGKILL");
});

type Options = {
	readonly env: NodeJS.ProcessEnv;
	/** Arguments for Node itself. */
	readonly nodeArguments?: readonly string[];
	/** Whether it talks to this process by messages. */
	readonly hasChannel?: boolean;
};

/** Starts a program with this process's own Node. It ends with this process at the latest. */
export function startChild(
	program: string,
	{ env, nodeArguments = [], hasChannel = false }: Options,
): ChildProcess {
	const child = spawn(process.execPath, [...nodeArguments, program], {
		env: { PATH: process.env.PATH, ...env },
		stdio: ["ignore", "pipe", "pipe", ...(hasChannel ? ["ipc" as const] : [])],
	});
	running.add(child);
	child.once("exit", () => running.delete(child));
	return child;
}

/** Asks a process to end, and ends it when it does not. */
export async function stopChild(child: ChildProcess): Promise<void> {
	if (!running.has(child)) return;
	const ended = once(child, "exit");
	child.kill("SIGTERM");
	const timer = setTimeout(() => child.kill("SIGKILL"), patience);
	await ended;
	clearTimeout(timer);
}

/** Stops whatever still runs. */
export async function stopChildren(): Promise<void> {
	await Promise.all([...running].map(stopChild));
}
