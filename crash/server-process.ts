import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Child, startChild } from "./child-processes.ts";

/** How the server is started. The product is started as it is; a control changes the process around it. */
export type Variant = {
	/** A program, with its arguments, that starts Node. */
	readonly wrapper: readonly string[];
	readonly nodeArguments: readonly string[];
};

export const product: Variant = { wrapper: [], nodeArguments: [] };

export type Server = {
	/** `http://127.0.0.1:PORT`. */
	readonly origin: string;
	/** Milliseconds from its start until it listened. */
	readonly readyAfter: number;
	readonly kill: Child["kill"];
	/** Asks it to end; resolves with the exit code. */
	readonly stop: () => Promise<number | null>;
	readonly hasEnded: Child["hasEnded"];
	readonly output: Child["output"];
};

/** Milliseconds. */
const startLimit = 30_000;
const stopLimit = 12_000;

/** Ports that may be taken by another program between the look for a free one and the start. */
const portsToTry = 5;

/** Starts `node bin/casebridge.js` on a data folder; resolves when it listens. */
export async function startServer(
	dataFolder: string,
	variant: Variant,
): Promise<Server> {
	for (let attempt = 1; ; attempt++)
		try {
			return await startOnce(dataFolder, variant);
		} catch (error) {
			const isTaken = /Port \d+ is in use/.test(String(error));
			if (!isTaken || attempt === portsToTry) throw error;
		}
}

async function startOnce(
	dataFolder: string,
	variant: Variant,
): Promise<Server> {
	const startedAt = performance.now();
	const { child, port } = await spawnServer(dataFolder, variant);
	while (!child.output().includes("listens on")) {
		const time = performance.now() - startedAt;
		if (time > startLimit) await child.kill();
		if (child.hasEnded())
			throw new Error(
				`The server was not ready after ${Math.round(time)} ms and said: ${child.output()}`,
			);
		await sleep(5);
	}
	return {
		origin: `http://127.0.0.1:${port}`,
		readyAfter: performance.now() - startedAt,
		kill: child.kill,
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

/** Starts the server and kills it after so many milliseconds, ready or not. */
export async function interruptStart(
	dataFolder: string,
	variant: Variant,
	milliseconds: number,
): Promise<void> {
	const { child } = await spawnServer(dataFolder, variant);
	await sleep(milliseconds);
	await child.kill();
}

async function spawnServer(
	dataFolder: string,
	{ wrapper, nodeArguments }: Variant,
): Promise<{ child: Child; port: number }> {
	const port = await freePort();
	const command = [
		...wrapper,
		process.execPath,
		...nodeArguments,
		"bin/casebridge.js",
	] as unknown as [string, ...string[]];
	const env = {
		PORT: String(port),
		DATABASE_URL: `file:${join(dataFolder, "casebridge.db")}`,
		LOG_LEVEL: "warn",
	};
	return { child: startChild(command, { env }), port };
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as { port: number };
	server.close();
	await once(server, "close");
	return port;
}
