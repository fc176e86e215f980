import { setTimeout as wait } from "node:timers/promises";
import { Pool } from "undici";
import { describeEnvironment } from "./environment.ts";
import { peers } from "./peers.ts";
import { runInFolder } from "./run-in-folder.ts";
import { startServer } from "./server-process.ts";

/*
 * Says what others notice while one caller sends ten times its budget: node flood.ts. One party creates cases at an
 * even pace, with and without the flood of another in turn.
 */

const rounds = 6;
/** Milliseconds of each half of a round. */
const length = 5_000;
const budget = { requests: 1_000, seconds: 10 };
const floodPerSecond = (10 * budget.requests) / budget.seconds;
/** Milliseconds from one request of the good caller to the next. */
const pace = 12;

const body = '{"categoryCode":"Reclamo","typeCode":"Telefonico"}';

function post(pool: Pool, party: string) {
	const login = Buffer.from(`party${party}@example.com:demo-party-${party}`);
	const headers = {
		"content-type": "application/json",
		authorization: `Basic ${login.toString("base64")}`,
	};
	const path = "/api/v4/cases?touchpoint=web&token=demo-web-token";
	return pool.request({ method: "POST", path, headers, body });
}

/** Milliseconds of each request of the good caller; every one must succeed. */
async function create(pool: Pool): Promise<number[]> {
	const times: number[] = [];
	const end = performance.now() + length;
	while (performance.now() < end) {
		const start = performance.now();
		const { statusCode, body } = await post(pool, "2");
		await body.dump();
		times.push(performance.now() - start);
		if (statusCode !== 201) throw new Error(`A create got ${statusCode}.`);
		await wait(pace);
	}
	return times;
}

/** Sends as many as ten budgets allow until told to stop; the statuses with their counts. */
async function flood(pool: Pool, signal: { isOver: boolean }) {
	const statuses: Record<number, number> = {};
	const running = new Set<Promise<void>>();
	const start = performance.now();
	for (let sent = 0; !signal.isOver; await wait(5)) {
		const due = ((performance.now() - start) / 1_000) * floodPerSecond;
		for (; sent < due && running.size < 200; sent++) {
			const one = post(pool, "1").then(async ({ statusCode, body }) => {
				await body.dump();
				statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
				running.delete(one);
			});
			running.add(one);
		}
	}
	await Promise.all(running);
	return statuses;
}

function p99(times: readonly number[]): number {
	const sorted = times.toSorted((a, b) => a - b);
	return sorted[Math.ceil(sorted.length * 0.99) - 1] as number;
}

async function run(folder: string): Promise<void> {
	const peer = peers.find(({ dialect }) => dialect === "v4");
	if (!peer) throw new Error("There is no peer for v4.");
	const { origin } = await startServer(peer, folder, {
		settings: {
			RATE_LIMIT: "on",
			RATE_LIMIT_REQUESTS: String(budget.requests),
			RATE_LIMIT_WINDOW: String(budget.seconds),
		},
	});
	const [good, bad] = [new Pool(origin), new Pool(origin, { connections: 32 })];
	await create(good);
	const quiet: number[] = [];
	const flooded: number[] = [];
	const answered: Record<string, number> = {};
	for (let round = 0; round < rounds; round++) {
		quiet.push(...(await create(good)));
		const signal = { isOver: false };
		const flooding = flood(bad, signal);
		flooded.push(...(await create(good)));
		signal.isOver = true;
		for (const [status, count] of Object.entries(await flooding))
			answered[status] = (answered[status] ?? 0) + count;
	}
	const [before, during] = [p99(quiet), p99(flooded)];
	const counts = Object.entries(answered).map(
		([status, n]) => `${n} x ${status}`,
	);
	const { node, cpu, cores, date } = describeEnvironment();
	process.stdout.write(
		`p99 of a create: ${before.toFixed(2)} ms alone (${quiet.length} requests), ${during.toFixed(2)} ms (${(during / before).toFixed(1)} x, ${flooded.length} requests) beside a flood that got ${counts.join(", ")}\nNode ${node}; ${cores} cores, ${cpu}; ${date}.\n`,
	);
	await Promise.all([good.close(), bad.close()]);
	if (during > 2 * before || answered["429"] === undefined)
		throw new Error("Others may wait at most twice as long.");
}

await runInFolder(run);
