import { setTimeout as pause } from "node:timers/promises";
import { failureOf, isPassing } from "./s3-failures.ts";

const attempts = 3;
/** Milliseconds before the second attempt; each further one waits twice as long. */
const firstPause = 100;

/** Runs a request again that failed for a reason which may have passed a moment later. */
export async function withAttempts<Result>(
	run: () => Promise<Result>,
): Promise<Result> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await run();
		} catch (error) {
			const failure = failureOf(error);
			if (attempt === attempts || failure === null || !isPassing(failure))
				throw error;
			await pause(firstPause * 2 ** (attempt - 1) * (0.5 + Math.random()));
		}
	}
}
