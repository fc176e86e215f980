import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { spawnCasebridge, startCasebridge } from "./casebridge-process.ts";
import type { Child } from "./child-processes.ts";

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

/** Starts `node bin/casebridge.js` on a data folder; resolves when it listens. */
export async function startServer(
	dataFolder: string,
	variant: Variant,
): Promise<Server> {
	const { child, port, readyAfter, stop } = await startCasebridge(
		commandOf(variant),
		{ env: environmentOf(dataFolder) },
	);
	const { kill, hasEnded, output } = child;
	const origin = `http://127.0.0.1:${port}`;
	return { origin, readyAfter, kill, hasEnded, output, stop };
}

/** Starts the server and kills it after so many milliseconds, ready or not. */
export async function interruptStart(
	dataFolder: string,
	variant: Variant,
	milliseconds: number,
): Promise<void> {
	const { child } = await spawnCasebridge(commandOf(variant), {
		env: environmentOf(dataFolder),
	});
	await sleep(milliseconds);
	await child.kill();
}

function commandOf({ wrapper, nodeArguments }: Variant) {
	const node = [process.execPath, ...nodeArguments, "bin/casebridge.js"];
	return [...wrapper, ...node] as unknown as [string, ...string[]];
}

function environmentOf(dataFolder: string) {
	return {
		DATABASE_URL: `file:${join(dataFolder, "casebridge.db")}`,
		LOG_LEVEL: "warn",
	};
}
