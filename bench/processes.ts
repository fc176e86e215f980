import { join } from "node:path";
import { startLoad } from "./load-process.ts";
import { casebridge } from "./peers.ts";
import { byV4 } from "./scenarios/create-case.ts";
import { type ServerProcess, startServer } from "./server-process.ts";

/** How two servers get along that write one database file. */
export type Sharing = {
	/** Creates a second of the slower, divided by those of the faster. */
	readonly share: number;
	/** Milliseconds that an event loop of either stood still at most, others' time on the processor taken off. */
	readonly longestTurn: number;
};

/** Answers milliseconds. */
const meter = new URL("../fuzz/turn-meter.ts", import.meta.url);

const warmUp = 4_000;
const requests = 10_000;
const connections = 16;

/** Has two processes create cases in one file, each for clients of its own. */
export async function measureSharing(folder: string): Promise<Sharing> {
	const file = join(folder, "casebridge-shared.db");
	const settings = { DATABASE_URL: `file:${file}` };
	const servers: ServerProcess[] = [];
	for (const name of ["first", "second"])
		servers.push(
			await startServer({ ...casebridge, name }, folder, { settings, meter }),
		);
	const loads = servers.map(({ origin }) => ({ load: startLoad(), origin }));
	const run = (count: number) =>
		Promise.all(
			loads.map(({ load, origin }) =>
				load.run({ origin, plan: byV4, requests: count, connections }),
			),
		);
	await run(warmUp);
	await Promise.all(servers.map((server) => server.readMeter()));
	const durations = (await run(requests)).map(({ duration }) => duration);
	const turns = await Promise.all(
		servers.map((server) => server.readMeter() as Promise<number>),
	);
	await Promise.all(servers.map(({ stop }) => stop()));
	return {
		share: Math.min(...durations) / Math.max(...durations),
		longestTurn: Math.max(...turns),
	};
}
