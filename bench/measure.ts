import { readdirSync, readFileSync } from "node:fs";
import type { Load } from "./load-process.ts";
import type { RequestPlan } from "./request-plan.ts";
import type { ServerProcess } from "./server-process.ts";

/** What one round of one peer came to. */
export type Sample = {
	/** Microseconds of the server process, all its threads, user and system; a row of a bulk counts as a request. */
	readonly cpuPerRequest: number;
	readonly requestsPerSecond: number;
	/** Milliseconds, of whole requests. */
	readonly p50: number;
	readonly p99: number;
};

export type Size = {
	readonly warmUp: number;
	readonly requests: number;
	readonly connections: number;
};

/** Warms a server up, then measures the CPU time it spends on the requests. */
export async function measure(
	{ pid, origin }: ServerProcess,
	load: Load,
	plan: RequestPlan,
	{ warmUp, requests, connections }: Size,
): Promise<Sample> {
	await load.run({ origin, plan, requests: warmUp, connections });
	const before = cpuMicroseconds(pid);
	const { duration, p50, p99 } = await load.run({
		origin,
		plan,
		requests,
		connections,
	});
	const rows = requests * plan.rows;
	return {
		cpuPerRequest: (cpuMicroseconds(pid) - before) / rows,
		requestsPerSecond: (rows / duration) * 1000,
		p50,
		p99,
	};
}

/**
 * CPU time of a process so far. The scheduler's own account of each thread counts nanoseconds, where
 * `/proc/PID/stat` counts hundredths of a second: a twentieth of a round. Node's threads live as long as it does.
 */
function cpuMicroseconds(pid: number): number {
	const tasks = `/proc/${pid}/task`;
	const nanoseconds = readdirSync(tasks).map((task) =>
		Number(readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ", 1)[0]),
	);
	return nanoseconds.reduce((sum, value) => sum + value, 0) / 1000;
}
