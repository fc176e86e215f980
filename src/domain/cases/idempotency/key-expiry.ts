import type { IdempotencyKeyStore } from "../../ports/idempotency-key-store.ts";

/** Milliseconds of a tick of the clock of keys. */
export const keyTick = 10 * 60 * 1000;
const ticksADay = (24 * 60 * 60 * 1000) / keyTick;
/** Keys that go in one transaction: it must not hold up the writes behind it for 10 ms. */
const block = 100;
/** Milliseconds between two such transactions. */
const pause = 50;

type KeyExpiry = {
	readonly keys: Pick<IdempotencyKeyStore, "clock" | "advanceClock" | "remove">;
	/** How long keys are kept, in days during which a server ran. */
	readonly days: number;
	/** Milliseconds on a monotonic clock. */
	readonly elapsed: () => number;
};

/**
 * Answers a function that moves the clock of keys on and removes the keys that are too old by it; to be called more
 * often than the clock ticks. The clock ticks when this process has seen no other tick for ten minutes, so it is never
 * faster than time, whatever is done to the wall clock and however many processes there are. Time without a server does
 * not count: a key lives longer then.
 */
export function createKeyExpiry({ keys, days, elapsed }: KeyExpiry) {
	let seen: { clock: number; at: number } | null = null;

	async function readClock(): Promise<number> {
		const clock = await keys.clock();
		if (clock !== seen?.clock) seen = { clock, at: elapsed() };
		else if (elapsed() - seen.at >= keyTick) {
			await keys.advanceClock(clock);
			return readClock();
		}
		return clock;
	}

	return async (signal: AbortSignal): Promise<void> => {
		const oldest = (await readClock()) - days * ticksADay;
		while ((await keys.remove(oldest, block)) === block && !signal.aborted)
			await new Promise((resolve) => setTimeout(resolve, pause));
	};
}
