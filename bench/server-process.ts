import { once } from "node:events";
import { join } from "node:path";
import { freePort } from "../test/support/free-port.ts";
import { startChild, stopChild } from "./child-processes.ts";
import type { Peer } from "./peers.ts";

export type ServerProcess = {
	readonly peer: Peer;
	readonly pid: number;
	/** `http://127.0.0.1:PORT`. */
	readonly origin: string;
	readonly databaseFile: string;
	/** What its meter, if it was started with one, has counted since this was last asked. */
	readonly readMeter: () => Promise<unknown>;
	readonly stop: () => Promise<void>;
};

type Options = {
	readonly nodeArguments?: readonly string[];
	readonly settings?: NodeJS.ProcessEnv;
	/** A module that is loaded ahead of the server, and answers each message with what it has counted. */
	readonly meter?: URL;
};

/** Starts a peer on a free port and a database of its own in `folder`; resolves when it listens. */
export async function startServer(
	peer: Peer,
	folder: string,
	{ nodeArguments = [], settings = {}, meter }: Options = {},
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
		nodeArguments: [
			...nodeArguments,
			...(meter ? ["--import", meter.href] : []),
		],
		hasChannel: meter !== undefined,
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
		async readMeter() {
			const answer = once(child, "message");
			child.send("read");
			return (await answer)[0];
		},
		stop: () => stopChild(child),
	};
}
