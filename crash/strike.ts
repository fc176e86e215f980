import { statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { DataFolder } from "./data-folder.ts";
import { readLedger } from "./ledger.ts";
import { startLoad } from "./load-process.ts";
import type { Random } from "./random.ts";
import type { Server } from "./server-process.ts";

const clients = 32;
/** Acknowledgements that must come before a strike, or it proves nothing. */
const fewestAcknowledgements = 20;
/** Longest times, in milliseconds, from there to the strike, and from a power cut to the end of the processes. */
const longestDelay = 900;
const longestAgony = 150;

type Target = {
	readonly server: Server;
	readonly data: DataFolder;
	readonly random: Random;
	/** A file that is not there yet, away from the data folder. */
	readonly ledger: string;
	readonly prefix: string;
};

/**
 * Puts the server under load and strikes at a random moment; answers the ledger's lines, and how many of them were
 * there before a power cut began. An acknowledgement in a later one promises nothing. kill -9 breaks no promise.
 */
export async function strike(
	kind: "kill" | "cut",
	{ server, data, random, ledger, prefix }: Target,
) {
	const { origin } = server;
	const warmAt = fewestAcknowledgements;
	const load = await startLoad({ origin, ledger, prefix, clients, warmAt });
	let bytes: number | undefined;
	try {
		await sleep(random.integer(0, longestDelay));
		if (server.hasEnded())
			throw new Error(`The server ended by itself: ${server.output()}`);
		if (kind === "cut") {
			bytes = statSync(ledger).size;
			data.cutPower();
			if (random.isOneIn(2)) await sleep(random.integer(0, longestAgony));
		}
	} finally {
		await server.kill();
		await load.kill();
	}
	await data.restorePower();
	return {
		all: readLedger(ledger),
		promised: readLedger(ledger, bytes).length,
	};
}
