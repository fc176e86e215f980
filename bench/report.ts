import type { Environment } from "./environment.ts";
import type { Sample } from "./measure.ts";
import type { Options } from "./options.ts";

export type PeerResult = {
	readonly name: string;
	readonly samples: readonly Sample[];
};

/** One scenario as a Markdown table of medians; the first peer is the one compared with. */
export function formatTable(
	title: string,
	results: readonly PeerResult[],
): string {
	const base = median(results[0], "cpuPerRequest");
	const rows = results.map((result) => {
		const cpuPerRequest = median(result, "cpuPerRequest");
		const all = result.samples.map((sample) => sample.cpuPerRequest);
		return [
			result.name,
			cpuPerRequest.toFixed(0),
			`${Math.min(...all).toFixed(0)}-${Math.max(...all).toFixed(0)}`,
			(cpuPerRequest / base).toFixed(2),
			median(result, "requestsPerSecond").toFixed(0),
			median(result, "p50").toFixed(2),
			median(result, "p99").toFixed(2),
		];
	});
	return `# ${title}

| Server | CPU µs/request | lowest-highest | ratio | requests/s | p50 ms | p99 ms |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}
`;
}

/** How rows of a bulk compare with the same rows created one a request, over one connection and over many. */
export function formatBulk(
	bulk: PeerResult | undefined,
	oneByOne: PeerResult | undefined,
	together: PeerResult | undefined,
): string {
	const perSecond = median(bulk, "requestsPerSecond");
	const ratio = (to: PeerResult | undefined) =>
		(perSecond / median(to, "requestsPerSecond")).toFixed(1);
	return `Bulk: ${perSecond.toFixed(0)} rows/s over one connection, ${ratio(oneByOne)} times the creates over one connection and ${ratio(together)} times those over all.
`;
}

/** What was measured, how, and on what. */
export function describeRun(
	environment: Environment,
	{ rounds, requests, warmUp, connections }: Options,
): string {
	const { node, cpu, cores, memory, date, ...packages } = environment;
	const versions = Object.entries(packages).map((entry) => entry.join(" "));
	return `Medians of ${rounds} interleaved rounds of ${requests} requests (a quarter of them for lists and for creates over one connection, a fiftieth for bulks), after one more round and ${warmUp} requests each to warm up, over ${connections} connections.
CPU is what the server process used, user and system. Every answer and every row was checked.
Node ${node}, ${versions.join(", ")}; ${cores} cores, ${cpu}, ${memory}; ${date}.
`;
}

function median(result: PeerResult | undefined, key: keyof Sample): number {
	const values = (result?.samples ?? []).map((sample) => sample[key]);
	values.sort((a, b) => a - b);
	const middle = (values.length - 1) / 2;
	const low = values[Math.floor(middle)] ?? Number.NaN;
	const high = values[Math.ceil(middle)] ?? Number.NaN;
	return (low + high) / 2;
}
