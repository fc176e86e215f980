import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Load, startLoad } from "./load-process.ts";
import { measure } from "./measure.ts";
import { residentMemory } from "./memory.ts";
import { casebridge, type Peer } from "./peers.ts";
import { formatRows } from "./report.ts";
import { runInFolder } from "./run-in-folder.ts";
import { byGraphql } from "./scenarios/create-case.ts";
import { type ServerProcess, startServer } from "./server-process.ts";

/*
 * Says what the first creates cost after nobody has called for two minutes, and what memory is held until then: by
 * casebridge as it starts, and as it would be if V8 collected garbage in its usual way, which takes compiled code along.
 */

const usual: Peer = {
	...casebridge,
	name: "V8 as usual",
	program: fileURLToPath(new URL("../src/main.ts", import.meta.url)),
};
/** Milliseconds; V8 collects about 100 s after its last collection. */
const silence = 130_000;
const warmUp = 40_000;
const thousands = 6;

async function cpuOfThousands(
	server: ServerProcess,
	load: Load,
): Promise<string[]> {
	const size = { warmUp: 1, requests: 1_000, connections: 32 };
	const found: string[] = [];
	while (found.length < thousands) {
		const sample = await measure(server, load, byGraphql, size);
		found.push(sample.cpuPerRequest.toFixed(0));
	}
	return found;
}

await runInFolder(async (folder) => {
	const load = startLoad();
	const servers = [
		await startServer({ ...casebridge, name: "casebridge" }, folder),
		await startServer(usual, folder, {
			nodeArguments: ["--no-allocation-site-pretenuring"],
		}),
	];
	for (const { origin } of servers)
		await load.run({
			origin,
			plan: byGraphql,
			requests: warmUp,
			connections: 32,
		});
	const rows: string[][] = [];
	for (const when of ["before", "after"]) {
		if (when === "after") await wait(silence);
		for (const server of servers) {
			const mebibytes = residentMemory(server.pid);
			const cpu = await cpuOfThousands(server, load);
			const name = `${server.peer.name}, ${when} the silence`;
			rows.push([name, ...cpu, String(mebibytes)]);
		}
	}
	const counts = Array.from({ length: thousands }, (_, at) => `${at + 1},000`);
	const heads = ["CPU µs of a create by GraphQL", ...counts, "MiB held"];
	process.stdout.write(formatRows(heads, rows));
});
