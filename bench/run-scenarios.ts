import type { Load } from "./load-process.ts";
import { measure, type Sample, type Size } from "./measure.ts";
import type { Options } from "./options.ts";
import { peers } from "./peers.ts";
import type { ScenarioResult } from "./report.ts";
import type { Dialect, RequestPlan, Scenario } from "./request-plan.ts";
import { createCase } from "./scenarios/create-case.ts";
import { createCases, createOneByOne } from "./scenarios/create-cases.ts";
import { listCases, readCase } from "./scenarios/read-cases.ts";
import { type ServerProcess, startServer } from "./server-process.ts";
import { verifyRows } from "./verify-rows.ts";

const scenarios = [
	createCase,
	readCase,
	listCases,
	createOneByOne,
	createCases,
];

/** Measures every scenario on every peer that has a plan for it, round after round, and checks the rows of all creates. */
export async function runScenarios(
	load: Load,
	folder: string,
	options: Options,
): Promise<ScenarioResult[]> {
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
	let created = 0;
	for (const scenario of scenarios) {
		const plan = scenario.plans[dialect];
		if (!plan?.isCreate) continue;
		for (let round = 0; round <= options.rounds; round++) {
			const { warmUp, requests } = sizeOf(scenario, options, round);
			created += (warmUp + requests) * plan.rows;
		}
	}
	return created;
}

/** Round 0 counts as warming up. */
function sizeOf(
	{ share, connections }: Scenario,
	{ firstWarmUp, warmUp, requests, ...usual }: Options,
	round: number,
): Size {
	return {
		warmUp: Math.ceil((round === 0 ? firstWarmUp : warmUp) * share),
		requests: Math.ceil(requests * share),
		connections: connections ?? usual.connections,
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
	for (let round = 0; round <= options.rounds; round++) {
		process.stderr.write(`${title}: round ${round} of ${options.rounds}\n`);
		const size = sizeOf(scenario, options, round);
		for (const [index, server] of able.entries()) {
			const plan = plans[server.peer.dialect] as RequestPlan;
			const sample = await measure(server, load, plan, size);
			if (round > 0) samples[index]?.push(sample);
		}
	}
	const results = able.map(({ peer }, index) => ({
		peer,
		samples: samples[index] ?? [],
	}));
	return { scenario, results };
}
