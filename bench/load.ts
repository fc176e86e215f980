import { randomInt, randomUUID } from "node:crypto";
import { Client } from "undici";
import { checkAnswer } from "./check-answer.ts";
import { type RequestPlan, rowKey, sessionToken } from "./request-plan.ts";

/* The process that sends requests: a job comes as a message, and so does its result. */

export type LoadJob = {
	readonly origin: string;
	readonly plan: RequestPlan;
	readonly requests: number;
	/** Keep-alive connections, each with one request at a time. */
	readonly connections: number;
};

/** Times are in milliseconds. Every request was answered with success and a number of its own. */
export type LoadResult = {
	readonly duration: number;
	readonly p50: number;
	readonly p99: number;
};

export type LoadReply = LoadResult | { readonly failure: string };

const clientsOf = new Map<string, readonly Client[]>();

async function run(job: LoadJob): Promise<LoadResult> {
	const { origin, plan, requests, connections } = job;
	const pool = `${connections} ${origin}`;
	const clients =
		clientsOf.get(pool) ??
		Array.from({ length: connections }, () => new Client(origin));
	clientsOf.set(pool, clients);
	const { method, path } = plan;
	const nextRequest = requestsOf(plan);
	const latencies: number[] = [];
	const ids = new Set<number>();
	let left = requests;

	async function work(client: Client) {
		while (left-- > 0) {
			const { headers, body } = nextRequest();
			const sentAt = performance.now();
			const answer = await client.request({ method, path, headers, body });
			const text = await answer.body.text();
			latencies.push(performance.now() - sentAt);
			for (const id of checkAnswer(answer.statusCode, text, plan)) ids.add(id);
		}
	}

	const startedAt = performance.now();
	await Promise.all(clients.map(work));
	const duration = performance.now() - startedAt;
	if (plan.isCreate && ids.size !== requests * plan.rows)
		throw new Error(`${requests} answers named only ${ids.size} cases.`);
	latencies.sort((a, b) => a - b);
	const quantile = (share: number) =>
		latencies[Math.ceil(share * requests) - 1] as number;
	return { duration, p50: quantile(0.5), p99: quantile(0.99) };
}

/** Makes one request after the other, each with keys of its own. */
function requestsOf({ headers, body, hasNoKey, sessions }: RequestPlan) {
	const parts = body?.split(rowKey) ?? [];
	const bytes = body === null ? null : Buffer.from(body);
	return () => ({
		headers: {
			...headers,
			...(sessions && { "thalamus-token": sessionToken(randomInt(sessions)) }),
			...(!hasNoKey && { "idempotency-key": randomUUID() }),
		},
		body:
			parts.length <= 1
				? bytes
				: parts.reduce((text, part) => text + randomUUID() + part),
	});
}

process.on("message", (job: LoadJob) => {
	run(job).then(
		(result) => process.send?.(result),
		(error) => process.send?.({ failure: String(error) }),
	);
});
process.on("disconnect", () => process.exit());
