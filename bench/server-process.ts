import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../test/support/free-port.ts";
import { startChild, stopChild } from "./child-processes.ts";
import type { Peer } from "./peers.ts";

export type ServerProcess = {
	readonly peer: Peer;
	readonly pid: number;
	/** `http://127.0.0.1:PORT`. */
	readonly origin: string;
	readonly databaseFile: string;
	/** Milliseconds that its event loop stood still at most since this was last asked; of a server that has the meter. */
	readonly longestTurn: () => Promise<number>;
	readonly stop: () => Promise<void>;
};

type Options = {
	readonly nodeArguments?: readonly string[];
	readonly settings?: NodeJS.ProcessEnv;
	/** Whether its turns of the event loop are measured. */
	readonly hasMeter?: boolean;
};

const meter = fileURLToPath(new URL("../fuzz/turn-meter.ts", import.meta.url));

/** Starts a peer on a free port and a database of its own in `folder`; resolves when it listens. */
export async function startServer(
	peer: Peer,
	folder: string,
	{ nodeArguments = [], settings = {}, hasMeter = false }: Options = {},
): Promise<ServerProcess> {
	const port = settings.PORT ?? (await freePort());
	const databaseFile = join(folder, `${peer.name.replace(/\W+/g, "-")}.db`);
	const env = {
		PORT: String(port),
		DATABASE_URL: `file:${databaseFile}`,
		LOG_LEVEL: "warn",
		...peer.settings,
		...settings,
	};
	const child = startChild(peer.program, {
		env,
		nodeArguments: [...nodeArguments, ...(hasMeter ? ["--import", meter] : [])],
		hasChannel: hasMeter,
	});
	let output = "";
	await new Promise<void>((resolve, reject) => {
		const read = (chunk: Buffer) => {
			output = (output + chunk).slice(-4_000);
			if (output.includes("listens on")) resolve();
		};
		child.stdout?.on("data", read);
		child.stderr?.on("data", read);
		child.once("exit", (code) =>
			reject(new Error(`${peer.name} ended with ${code} and said:\n${output}`)),
		);
	});
	return {
		peer,
		pid: child.pid as number,
		origin: `http://127.0.0.1:${port}`,
		databaseFile,
		async longestTurn() {
			const answer = once(child, "message");
			child.send("read");
			return (await answer)[0] as number;
		},
		stop: () => stopChild(child),
	};
}
