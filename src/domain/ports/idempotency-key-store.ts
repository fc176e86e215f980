import type { KeyRecord, KeyReference } from "./idempotency-keys.ts";

/** The port to the idempotency keys. */
export type IdempotencyKeyStore = {
	/** Looks a key up behind every write that came before. */
	find(key: KeyReference): Promise<KeyRecord | null>;
	/** Removes at most so many keys dated before `before`; answers how many. */
	remove(before: number, most: number): Promise<number>;
	/** How often ten minutes passed while a server ran: what keys are dated by, because no jump of the wall clock moves it. */
	clock(): Promise<number>;
	/** Moves that clock on, unless another process did since it was `seen`. */
	advanceClock(seen: number): Promise<void>;
};
