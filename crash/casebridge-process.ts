import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../test/support/free-port.ts";
import { type Child, startChild } from "./child-processes.ts";

type Command = Parameters<typeof startChild>[0];
type Options = NonNullable<Parameters<typeof startChild>[1]>;

export type CasebridgeProcess = {
	readonly child: Child;
	readonly port: number;
	/** Milliseconds from its start until it listened. */
	readonly readyAfter: number;
	/** Asks it to end; resolves with the exit code. */
	readonly stop: () => Promise<number | null>;
};

/** Milliseconds. */
const startLimit = 30_000;
const stopLimit = 12_000;
/** Ports that may be taken by another program between the look for a free one and the start. */
const portsToTry = 5;

/** Starts casebridge by this command on a free port; resolves when it listens. */
export async function startCasebridge(
	command: Command,
	options: Options,
): Promise<CasebridgeProcess> {
	for (let attempt = 1; ; attempt++) {
		const startedAt = performance.now();
		const { child, port } = await spawnCasebridge(command, options);
		if (await listens(child, startedAt + startLimit))
			return {
				child,
				port,
				readyAfter: performance.now() - startedAt,
				stop: () => stop(child),
			};
		const isTaken = /Port \d+ is in use/.test(child.output());
		if (!isTaken || attempt === portsToTry)
			throw new Error(
				`The server was not ready after ${Math.round(performance.now() - startedAt)} ms and said: ${child.output()}`,
			);
	}
}

/** Starts it and does not wait. */
export async function spawnCasebridge(
	command: Command,
	{ env, ...options }: Options,
): Promise<{ child: Child; port: number }> {
	const port = await freePort();
	const child = startChild(command, {
		...options,
		env: { ...env, PORT: String(port) },
	});
	return { child, port };
}

/** Whether it comes to listen before the deadline; one that does not is ended. */
async function listens(child: Child, deadline: number): Promise<boolean> {
	while (!child.output().includes("listens on")) {
		if (performance.now() > deadline) await child.kill();
		if (child.hasEnded()) return false;
		await sleep(5);
	}
	return true;
}

async function stop(child: Child): Promise<number | null> {
	child.process.kill("SIGTERM");
	const timer = setTimeout(child.kill, stopLimit);
	const code = await child.ended;
	clearTimeout(timer);
	return code;
}
