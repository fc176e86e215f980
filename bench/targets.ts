import type { Growth } from "./growth.ts";
import type { Memory } from "./memory.ts";
import type { Sharing } from "./processes.ts";
import { formatRows, median, type ScenarioResult } from "./report.ts";
import type { Scenario } from "./request-plan.ts";
import { createCase } from "./scenarios/create-case.ts";
import { createCases, createOneByOne } from "./scenarios/create-cases.ts";
import { listCases } from "./scenarios/read-cases.ts";
import type { StartTime } from "./start-time.ts";

/** All that one run measured. */
export type Measured = {
	readonly scenarios: readonly ScenarioResult[];
	readonly growth: readonly Growth[];
	readonly start: readonly StartTime[];
	readonly sharing: Sharing;
	/** Strict reading of a body of 500 bytes / `JSON.parse`. */
	readonly strictJson: number;
	readonly memory: readonly Memory[];
};

type Target = {
	readonly what: string;
	readonly measured: number;
	readonly target: number;
	readonly unit?: string;
	/** Whether more is better. */
	readonly isFloor?: boolean;
};

/** What casebridge sets out to cost, as ratios within one run, beside what it did cost. */
export function formatTargets(measured: Measured): string {
	const rows = targetsOf(measured).map(
		({ what, measured, target, unit = "x", isFloor = false }) => [
			what,
			`${isFloor ? "at least" : "at most"} ${target}${unit}`,
			`${measured.toFixed(unit === "x" ? 2 : 0)}${unit}`,
			(isFloor ? measured >= target : measured <= target) ? "yes" : "**no**",
		],
	);
	return formatRows(["What", "target", "measured", "met"], rows);
}

/** Each ratio with its target. */
export function targetsOf({
	scenarios,
	growth,
	start,
	sharing,
	memory,
	strictJson,
}: Measured): Target[] {
	const of = (scenario: Scenario, name: string) => {
		const found = scenarios
			.find((result) => result.scenario === scenario)
			?.results.find(({ peer }) => peer.name === name);
		return found ?? { samples: [] };
	};
	const cpu = (scenario: Scenario, name: string) =>
		median(of(scenario, name), "cpuPerRequest");
	const rate = (scenario: Scenario, name: string) =>
		median(of(scenario, name), "requestsPerSecond");
	const p99 = (scenario: Scenario, name: string) =>
		median(of(scenario, name), "p99");
	const [rest, graphql] = ["casebridge REST", "casebridge GraphQL"];
	const bare = cpu(createCase, "bare node:http");
	return [
		{
			what: "REST create, CPU / bare server",
			measured: cpu(createCase, rest) / bare,
			target: 2,
		},
		{
			what: "GraphQL create, CPU / bare server",
			measured: cpu(createCase, graphql) / bare,
			target: 2.5,
		},
		{
			what: "GraphQL create, CPU / Mercurius with JIT",
			measured:
				cpu(createCase, graphql) / cpu(createCase, "Mercurius with JIT"),
			target: 1.3,
		},
		...["Apollo Server", "GraphQL Yoga"].map((name) => ({
			what: `GraphQL creates a second / ${name} with Drizzle, a commit each`,
			measured: rate(createCase, graphql) / rate(createCase, name),
			target: 5,
			isFloor: true,
		})),
		...[rest, graphql].map((name) => ({
			what: `p99 of a create over 32 connections / over one, ${name.slice(11)}`,
			measured: p99(createCase, name) / p99(createOneByOne, name),
			target: 8,
		})),
		...growth.map(({ what, small, large }) => ({
			what: `CPU of a create for 1,000 of 100,000 parties at 1,000,000 cases / at 1,000, ${what}`,
			measured: large / small,
			target: what.startsWith("without") ? 1.15 : 1.4,
		})),
		{
			what: "List of 50 by GraphQL, CPU / bare selects",
			measured: cpu(listCases, graphql) / cpu(listCases, "bare node:http"),
			target: 4,
		},
		{
			what: "Bulk rows a second over one connection / creates over one connection",
			measured: rate(createCases, graphql) / rate(createOneByOne, graphql),
			target: 5,
			isFloor: true,
		},
		{
			what: "Strict reading of a body of 500 bytes / JSON.parse",
			measured: strictJson,
			target: 2.5,
		},
		...start.map(({ protocol, median }) => ({
			what: `Start to first answered create, ${protocol}`,
			measured: median,
			target: 800,
			unit: " ms",
		})),
		{
			what: "Two processes on one file, creates a second of the slower / the faster",
			measured: sharing.share,
			target: 0.5,
			isFloor: true,
		},
		{
			what: "Two processes on one file, longest stall of an event loop",
			measured: sharing.longestTurn,
			target: 50,
			unit: " ms",
		},
		...memory.flatMap(({ flags, after }) => {
			const [half, whole] = [500_000, 1_000_000].map(
				(wanted) =>
					after.find(({ creates }) => creates === wanted)?.mebibytes ??
					Number.NaN,
			) as [number, number];
			return [
				{
					what: `Resident memory after 500,000 creates, ${flags}`,
					measured: half,
					target: flags.includes("semi-space") ? 200 : 350,
					unit: " MiB",
				},
				{
					what: `Resident memory after 1,000,000 creates / after 500,000, ${flags}`,
					measured: whole / half,
					target: 1.05,
				},
			];
		}),
	];
}
