import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stopChildren } from "./child-processes.ts";
import { describeEnvironment, requirePinnedNode } from "./environment.ts";
import { type Load, startLoad } from "./load-process.ts";
import { measure, type Sample, type Size } from "./measure.ts";
import { type Options, readOptions } from "./options.ts";
import { peers } from "./peers.ts";
import {
	describeRun,
	formatBulk,
	formatTable,
	type PeerResult,
} from "./report.ts";
import type { Dialect, RequestPlan, Scenario } from "./request-plan.ts";
import { createCase } from "./scenarios/create-case.ts";
import { createCases, createOneByOne } from "./scenarios/create-cases.ts";
import { listCases, readCase } from "./scenarios/read-cases.ts";
import { type ServerProcess, startServer } from "./server-process.ts";
import { verifyRows } from "./verify-rows.ts";

type ScenarioResult = {
	readonly scenario: Scenario;
	readonly results: readonly PeerResult[];
};

const scenarios = [
	createCase,
	readCase,
	listCases,
	createOneByOne,
	createCases,
];

/** Measures every scenario on every peer that has a plan for it, round after round. Round 0 counts as warming up. */
async function run(
	options: Options,
	folder: string,
): Promise<ScenarioResult[]> {
	const load = startLoad();
	const servers = await Promise.all(
		peers.map((peer) => startServer(peer, folder)),
	);
	const measured: ScenarioResult[] = [];
	for (const scenario of scenarios)
		measured.push(await runScenario(scenario, servers, load, options));
	await Promise.all(servers.map(({ stop }) => stop()));
	verifyRows(
		servers.map(({ peer: { name, dialect }, databaseFile }) => ({
			name,
			databaseFile,
			acknowledged: acknowledgedBy(dialect, options),
		})),
	);
	return measured;
}

/** How many cases all rounds of all scenarios have created in this dialect. */
function acknowledgedBy(dialect: Dialect, options: Options): number {
	const created = scenarios.map((scenario) => {
		const plan = scenario.plans[dialect];
		if (!plan?.isCreate) return 0;
		const { warmUp, requests } = sizeOf(scenario, options);
		return (options.rounds + 1) * (warmUp + requests) * plan.rows;
	});
	return created.reduce((sum, count) => sum + count, 0);
}

function sizeOf({ share, connections }: Scenario, options: Options): Size {
	return {
		warmUp: Math.ceil(options.warmUp * share),
		requests: Math.ceil(options.requests * share),
		connections: connections ?? options.connections,
	};
}

async function runScenario(
	scenario: Scenario,
	servers: readonly ServerProcess[],
	load: Load,
	options: Options,
): Promise<ScenarioResult> {
	const { title, plans } = scenario;
	const able = servers.filter(({ peer }) => plans[peer.dialect]);
	const samples = able.map((): Sample[] => []);
	const size = sizeOf(scenario, options);
	for (let round = 0; round <= options.rounds; round++) {
		process.stderr.write(`${title}: round ${round} of ${options.rounds}\n`);
		for (const [index, server] of able.entries()) {
			const plan = plans[server.peer.dialect] as RequestPlan;
			const sample = await measure(server, load, plan, size);
			if (round > 0) samples[index]?.push(sample);
		}
	}
	const results = able.map(({ peer: { name } }, index) => ({
		name,
		samples: samples[index] ?? [],
	}));
	return { scenario, results };
}

function publish(measured: readonly ScenarioResult[], options: Options) {
	const environment = describeEnvironment();
	const tables = measured.map(({ scenario: { title }, results }) =>
		formatTable(title, results),
	);
	const resultOf = (wanted: Scenario) =>
		measured
			.find(({ scenario }) => scenario === wanted)
			?.results.find(({ name }) => name === "casebridge GraphQL");
	const bulk = formatBulk(
		resultOf(createCases),
		resultOf(createOneByOne),
		resultOf(createCase),
	);
	const report = [...tables, bulk, describeRun(environment, options)].join(
		"\n",
	);
	const folder = new URL("results/", import.meta.url);
	mkdirSync(folder, { recursive: true });
	const results = measured.map(({ scenario: { title }, results }) => ({
		title,
		results,
	}));
	const data = JSON.stringify(
		{ environment, options, measured: results },
		null,
		"\t",
	);
	writeFileSync(new URL("report.json", folder), `${data}\n`);
	writeFileSync(new URL("report.md", folder), report);
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
