import { join } from "node:path";
import { headers } from "./caller.ts";
import { fillDatabase } from "./fill-database.ts";
import type { Load } from "./load-process.ts";
import { measure, type Sample } from "./measure.ts";
import { medianOf } from "./median.ts";
import { casebridge } from "./peers.ts";
import type { RequestPlan } from "./request-plan.ts";
import { byV4 } from "./scenarios/create-case.ts";
import { type ServerProcess, startServer } from "./server-process.ts";

/** What one create costs in a small and in a large database. */
export type Growth = {
	readonly what: string;
	/** Medians of microseconds of CPU a request. */
	readonly small: number;
	readonly large: number;
};

/** Parties that send the requests, at random, of all that are stored. */
const sessions = 1_000;
const sizes = {
	small: { cases: 1_000, parties: 1_000, sessions },
	large: { cases: 1_000_000, parties: 100_000, sessions },
};
/** Creates before the first round: until Node has compiled what it will, both databases grow by as much. */
const warmUp = 12_000;
/** Many short rounds: what slows the machine for a while slows both databases. */
const rounds = 15;
const requests = 1_000;

const { authorization: _, ...others } = headers;
const withoutKey: RequestPlan = {
	...byV4,
	path: `${byV4.path.split("?", 1)[0]}?touchpoint=web`,
	headers: others,
	sessions,
	hasNoKey: true,
};
const plans = {
	"without a key": withoutKey,
	"with random keys": { ...withoutKey, hasNoKey: false },
};

/** Measures creates of 1,000 parties beside 1,000 stored cases and beside 1,000,000 of 100,000 parties, in turn. */
export async function measureGrowth(
	load: Load,
	folder: string,
): Promise<Growth[]> {
	const servers: ServerProcess[] = [];
	for (const [name, size] of Object.entries(sizes)) {
		process.stderr.write(`Filling a database with ${size.cases} cases\n`);
		const peer = { ...casebridge, name: `casebridge-${name}` };
		await fillDatabase(join(folder, `${peer.name}.db`), size);
		servers.push(await startServer(peer, folder));
	}
	const samples = Object.keys(plans).map(() => servers.map((): Sample[] => []));
	for (let round = 0; round <= rounds; round++)
		for (const [at, plan] of Object.values(plans).entries())
			for (const [index, server] of servers.entries()) {
				const size = {
					warmUp: round === 0 ? warmUp / 2 : 100,
					requests,
					connections: 32,
				};
				const sample = await measure(server, load, plan, size);
				if (round > 0) samples[at]?.[index]?.push(sample);
			}
	await Promise.all(servers.map(({ stop }) => stop()));
	return Object.keys(plans).map((what, at) => {
		const [small, large] = (samples[at] ?? []).map((own) =>
			medianOf(own.map(({ cpuPerRequest }) => cpuPerRequest)),
		);
		return { what, small: small as number, large: large as number };
	});
}
