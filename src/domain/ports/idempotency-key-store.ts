import type { KeyRecord, KeyReference } from "./idempotency-keys.ts";

/** The port to the idempotency keys. */
export type IdempotencyKeyStore = {
	/** Looks a key up behind every write that came before. */
	find(key: KeyReference): Promise<KeyRecord | null>;
	/** Removes at most so many keys dated before `before`; answers how many. */
	remove(before: number, most: number): Promise<number>;
	/** The ten-minute periods that a server has run: keys are dated by it, because a wall clock that jumps does not change it. */
	clock(): Promise<number>;
	/** Moves that clock on, unless another process did since it was `seen`. */
	advanceClock(seen: number): Promise<void>;
};
