import { setTimeout as wait } from "node:timers/promises";

const attempts = 5;
/** Too many requests, and what a proxy answers while a server starts again. */
const passing = new Set([429, 502, 503, 504]);

/** `fetch` that tries again when the network or the server fails for a moment. What creates or changes a case must carry an idempotency key: then it is done once, however often it is sent. */
export async function fetchWithRetry(
	input: string | URL | Request,
	init?: RequestInit,
): Promise<Response> {
	for (let attempt = 1; ; attempt++) {
		let seconds = Math.random() * 0.1 * 2 ** attempt;
		try {
			const response = await fetch(input, init);
			if (!passing.has(response.status) || attempt === attempts)
				return response;
			seconds = Number(response.headers.get("retry-after") ?? seconds);
			await response.body?.cancel();
		} catch (error) {
			if (init?.signal?.aborted || attempt === attempts) throw error;
		}
		await wait(seconds * 1000);
	}
}
