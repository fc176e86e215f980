import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startLoad } from "./load-process.ts";
import { peers } from "./peers.ts";
import { formatRows } from "./report.ts";
import { runInFolder } from "./run-in-folder.ts";
import { createCase } from "./scenarios/create-case.ts";
import { startServer } from "./server-process.ts";
import {
	formatShares,
	type Profile,
	type Shares,
	sharesOf,
} from "./shares-of.ts";
import { slicesOf } from "./slices.ts";

/*
 * Says where servers spend their time while cases are created: node profile.ts prints a table of all that casebridge is
 * compared with here; node profile.ts bare | v4 | graphql says more of one. It is time on the clock: a COMMIT's share
 * includes waiting for the disk, and a system call counts for the function that made it.
 */

const requests = 30_000;
const connections = 32;
const dialects = ["bare", "v4", "graphql"];

async function profile(dialect: string, folder: string): Promise<Shares> {
	const peer = peers.find((candidate) => candidate.dialect === dialect);
	if (!peer || !dialects.includes(dialect))
		throw new Error(
			`There is no peer ${JSON.stringify(dialect)}; use ${dialects.join(", ")}.`,
		);
	const load = startLoad();
	const own = join(folder, dialect);
	const server = await startServer(peer, folder, {
		nodeArguments: [
			"--cpu-prof",
			"--cpu-prof-interval=200",
			`--cpu-prof-dir=${own}`,
		],
	});
	const plan = createCase.plans[peer.dialect];
	if (!plan) throw new Error(`${peer.name} creates no cases.`);
	const job = { origin: server.origin, plan, requests, connections };
	await load.run(job);
	const from = microseconds();
	await load.run(job);
	const to = microseconds();
	await server.stop();
	const file = readdirSync(own).find((name) => name.endsWith(".cpuprofile"));
	if (!file) throw new Error(`${peer.name} left no profile.`);
	const text = readFileSync(join(own, file), "utf8");
	return sharesOf(JSON.parse(text) as Profile, from, to);
}

async function table(folder: string): Promise<string> {
	const columns: ReadonlyMap<string, number>[] = [];
	for (const dialect of dialects) {
		process.stderr.write(`Profiling ${dialect}\n`);
		columns.push(slicesOf((await profile(dialect, folder)).owners));
	}
	const slices = new Set(columns.flatMap((column) => [...column.keys()]));
	const rows = [...slices].map((slice) => [
		slice,
		...columns.map((column) =>
			((column.get(slice) ?? 0) / requests).toFixed(1),
		),
	]);
	const sums = columns.map((column) => {
		const all = [...column.values()].reduce((sum, spent) => sum + spent, 0);
		return (all / requests).toFixed(1);
	});
	const heads = ["Microseconds of a create", "bare", "REST", "GraphQL"];
	return formatRows(heads, [...rows, ["together", ...sums]]);
}

/** On the clock that V8 stamps its samples with. */
function microseconds(): number {
	return Number(process.hrtime.bigint() / 1000n);
}

await runInFolder(async (folder) => {
	const [dialect] = process.argv.slice(2);
	process.stdout.write(
		dialect
			? formatShares(await profile(dialect, folder), requests)
			: await table(folder),
	);
});
