import type { Environment } from "./environment.ts";
import type { Sample } from "./measure.ts";
import { medianOf } from "./median.ts";
import type { Memory } from "./memory.ts";
import type { Options } from "./options.ts";
import type { Peer } from "./peers.ts";
import type { Scenario } from "./request-plan.ts";

export type PeerResult = {
	readonly peer: Peer;
	readonly samples: readonly Sample[];
};

export type ScenarioResult = {
	readonly scenario: Scenario;
	readonly results: readonly PeerResult[];
};

/** The median of one figure over all rounds. */
export function median(
	{ samples }: Pick<PeerResult, "samples">,
	key: keyof Sample,
): number {
	return medianOf(samples.map((sample) => sample[key]));
}

/** A table in Markdown, as the formatter of this project has it; all columns but the first hold numbers. */
export function formatRows(
	heads: readonly string[],
	rows: readonly (readonly string[])[],
): string {
	const lines = [heads, ...rows];
	const widths = heads.map((_, column) =>
		Math.max(3, ...lines.map((cells) => cells[column]?.length ?? 0)),
	);
	const pad = (cell: string, column: number) =>
		column === 0
			? cell.padEnd(widths[column] ?? 0)
			: cell.padStart(widths[column] ?? 0);
	const rule = widths.map((width, column) =>
		column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
	);
	const [head, ...body] = lines.map((cells) => cells.map(pad));
	return [head ?? [], rule, ...body]
		.map((cells) => `| ${cells.join(" | ")} |\n`)
		.join("");
}

/** One scenario as a table of medians; the first peer is the one compared with. */
export function formatScenario({ scenario, results }: ScenarioResult): string {
	const base = results[0] ? median(results[0], "cpuPerRequest") : Number.NaN;
	const rows = results.map((result) => {
		const cpuPerRequest = median(result, "cpuPerRequest");
		const all = result.samples.map((sample) => sample.cpuPerRequest);
		return [
			result.peer.name,
			cpuPerRequest.toFixed(0),
			`${Math.min(...all).toFixed(0)}-${Math.max(...all).toFixed(0)}`,
			(cpuPerRequest / base).toFixed(2),
			median(result, "requestsPerSecond").toFixed(0),
			median(result, "p50").toFixed(2),
			median(result, "p99").toFixed(2),
		];
	});
	const heads = [
		"Server",
		"CPU µs/request",
		"lowest-highest",
		"ratio",
		"requests/s",
		"p50 ms",
		"p99 ms",
	];
	return `**${scenario.title}**\n\n${formatRows(heads, rows)}`;
}

/** Resident memory as a server goes on creating. */
export function formatMemory(memory: readonly Memory[]): string {
	const counts =
		memory[0]?.after.map(({ creates }) => `after ${creates}`) ?? [];
	const rows = memory.map(({ flags, after }) => [
		flags,
		...after.map(({ mebibytes }) => String(mebibytes)),
	]);
	return `**Resident memory, MiB**\n\n${formatRows(["Flags of Node", ...counts], rows)}`;
}

/** What was measured, how, and on what. */
export function describeRun(
	environment: Environment,
	{ rounds, requests, firstWarmUp, warmUp, connections }: Options,
): string {
	const { node, cpu, cores, memory, date, ...packages } = environment;
	const versions = Object.entries(packages).map((entry) => entry.join(" "));
	return `Medians of ${rounds} interleaved rounds of ${requests} requests (a quarter of them for lists and for creates over one
connection, a fiftieth for bulks) over ${connections} connections; before them one round of ${firstWarmUp} requests each to warm up, and ${warmUp} before
each. CPU is what the server process used, all its threads, user and system. Every answer and every row was checked.
Node ${node}, ${versions.join(", ")}; ${cores} cores, ${cpu}, ${memory}; ${date.slice(0, 10)}.
`;
}
