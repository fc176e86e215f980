import { request } from "undici";
import { freePort } from "../test/support/free-port.ts";
import { medianOf } from "./median.ts";
import { casebridge } from "./peers.ts";
import type { RequestPlan } from "./request-plan.ts";
import { byGraphql, byV4 } from "./scenarios/create-case.ts";
import { startServer } from "./server-process.ts";

/** Milliseconds from the start of the process to the answer to its first create, on a database that is there. */
export type StartTime = { readonly protocol: string; readonly median: number };

const protocols: Readonly<Record<string, RequestPlan>> = {
	REST: byV4,
	GraphQL: byGraphql,
};
const starts = 7;
/** Milliseconds from one attempt to connect to the next. */
const pause = 2;

/** Starts the server again and again, and sends a create until it is answered. */
export async function measureStart(folder: string): Promise<StartTime[]> {
	const peer = { ...casebridge, name: "casebridge-start" };
	await (await startServer(peer, folder)).stop();
	const times: StartTime[] = [];
	for (const [protocol, plan] of Object.entries(protocols)) {
		const own: number[] = [];
		for (let start = 0; start < starts; start++) {
			const port = await freePort();
			const startedAt = performance.now();
			const server = startServer(peer, folder, {
				settings: { PORT: String(port) },
			});
			await firstAnswer(`http://127.0.0.1:${port}`, plan);
			own.push(performance.now() - startedAt);
			await (await server).stop();
		}
		times.push({ protocol, median: medianOf(own) });
	}
	return times;
}

async function firstAnswer(origin: string, plan: RequestPlan): Promise<void> {
	const { method, path, headers, body, status } = plan;
	for (;;) {
		try {
			const answer = await request(origin + path, { method, headers, body });
			await answer.body.dump();
			if (answer.statusCode === status) return;
			throw new Error(`The first create got ${answer.statusCode}.`);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "ECONNREFUSED") throw error;
		}
		await new Promise((resolve) => setTimeout(resolve, pause));
	}
}
