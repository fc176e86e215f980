import { startLoad } from "./load-process.ts";
import { peers } from "./peers.ts";
import { formatRows } from "./report.ts";
import type { RequestPlan } from "./request-plan.ts";
import { runInFolder } from "./run-in-folder.ts";
import { createCase } from "./scenarios/create-case.ts";
import { startServer } from "./server-process.ts";
import type { Work } from "./work-meter.ts";

/* Counts what a create makes in the server's memory: promises, of which each is a step to wait for, and bytes of objects. */

const names = [
	"bare node:http",
	"Mercurius with JIT",
	"casebridge REST",
	"casebridge GraphQL",
];
const meter = new URL("work-meter.ts", import.meta.url);
/** Creates before the count: until Node has compiled what it will. */
const warmUp = 20_000;
const requests = 10_000;

async function count(folder: string): Promise<string> {
	const load = startLoad();
	const rows: string[][] = [];
	for (const peer of peers.filter(({ name }) => names.includes(name))) {
		const server = await startServer(peer, folder, { meter });
		const plan = createCase.plans[peer.dialect] as RequestPlan;
		const job = { origin: server.origin, plan, connections: 32 };
		await load.run({ ...job, requests: warmUp });
		await server.readMeter();
		await load.run({ ...job, requests });
		const { promises, bytes } = (await server.readMeter()) as Work;
		await server.stop();
		const kibibytes = bytes / requests / 1024;
		rows.push([
			peer.name,
			(promises / requests).toFixed(0),
			kibibytes.toFixed(0),
		]);
	}
	return formatRows(["A create makes", "promises", "KiB of objects"], rows);
}

await runInFolder(async (folder) => {
	process.stdout.write(await count(folder));
});
