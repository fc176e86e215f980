import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stopChildren } from "./child-processes.ts";
import { describeEnvironment, requirePinnedNode } from "./environment.ts";
import { startLoad } from "./load-process.ts";
import { measure, type Sample } from "./measure.ts";
import { type Options, readOptions } from "./options.ts";
import { peers } from "./peers.ts";
import { formatReport, type PeerResult } from "./report.ts";
import { createCasePlans } from "./scenarios/create-case.ts";
import { startServer } from "./server-process.ts";
import { verifyRows } from "./verify-rows.ts";

/** Measures every peer in turn, round after round, and checks what they stored. Round 0 counts as warming up. */
async function run(options: Options, folder: string): Promise<PeerResult[]> {
	const load = startLoad();
	const servers = await Promise.all(
		peers.map((peer) => startServer(peer, folder)),
	);
	const samples = servers.map((): Sample[] => []);
	for (let round = 0; round <= options.rounds; round++) {
		process.stderr.write(`round ${round} of ${options.rounds}\n`);
		for (const [index, server] of servers.entries()) {
			const plan = createCasePlans[server.peer.dialect];
			const sample = await measure(server, load, plan, options);
			if (round > 0) samples[index]?.push(sample);
		}
	}
	await Promise.all(servers.map(({ stop }) => stop()));
	const { rounds, warmUp, requests } = options;
	const acknowledged = (rounds + 1) * (warmUp + requests);
	verifyRows(
		servers.map(({ peer: { name }, databaseFile }) => ({
			name,
			databaseFile,
			acknowledged,
		})),
	);
	return servers.map(({ peer: { name } }, index) => ({
		name,
		samples: samples[index] ?? [],
	}));
}

function publish(results: readonly PeerResult[], options: Options) {
	const environment = describeEnvironment();
	const report = formatReport(results, environment, options);
	const folder = new URL("results/", import.meta.url);
	mkdirSync(folder, { recursive: true });
	const data = JSON.stringify({ environment, options, results }, null, "\t");
	writeFileSync(new URL("create-case.json", folder), `${data}\n`);
	writeFileSync(new URL("create-case.md", folder), report);
	process.stdout.write(report);
}

const interrupted = Promise.withResolvers<never>();
for (const signal of ["SIGINT", "SIGTERM"] as const)
	process.on(signal, () =>
		interrupted.reject(new Error(`Stopped by ${signal}.`)),
	);
const folder = mkdtempSync(join(tmpdir(), "casebridge-bench-"));
let code = 0;
try {
	requirePinnedNode();
	const options = readOptions(process.argv.slice(2));
	const results = await Promise.race([
		run(options, folder),
		interrupted.promise,
	]);
	publish(results, options);
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	code = 1;
}
await stopChildren();
rmSync(folder, { recursive: true, force: true });
process.exit(code);
