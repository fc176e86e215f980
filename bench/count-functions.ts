import type { Coverage } from "./coverage-meter.ts";
import { startLoad } from "./load-process.ts";
import { peers } from "./peers.ts";
import { formatRows } from "./report.ts";
import type { RequestPlan } from "./request-plan.ts";
import { runInFolder } from "./run-in-folder.ts";
import { createCase } from "./scenarios/create-case.ts";
import { startServer } from "./server-process.ts";

/* Counts the files and functions of casebridge that one create passes, once everything is remembered; `--list` names them. */

const names = ["casebridge REST", "casebridge GraphQL"];
const meter = new URL("coverage-meter.ts", import.meta.url);
const warmUp = 500;

async function count(folder: string): Promise<string> {
	const load = startLoad();
	const rows: string[][] = [];
	let list = "";
	for (const peer of peers.filter(({ name }) => names.includes(name))) {
		const server = await startServer(peer, folder, { meter });
		const plan = createCase.plans[peer.dialect] as RequestPlan;
		const job = { origin: server.origin, plan, connections: 1 };
		await load.run({ ...job, requests: warmUp });
		await server.readMeter();
		await load.run({ ...job, requests: 1 });
		const coverage = (await server.readMeter()) as Coverage;
		await server.stop();
		const files = Object.keys(coverage).sort();
		const functions = Object.values(coverage).flat();
		rows.push([peer.name, String(files.length), String(functions.length)]);
		list += `\n${peer.name}\n${files.map((file) => `  ${coverage[file]?.length} ${file}: ${coverage[file]?.join(", ")}\n`).join("")}`;
	}
	const table = formatRows(
		["A warm create passes", "files", "functions"],
		rows,
	);
	return process.argv.includes("--list") ? table + list : table;
}

await runInFolder(async (folder) => {
	process.stdout.write(await count(folder));
});
