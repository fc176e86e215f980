import { hash, randomBytes } from "node:crypto";

/**
 * Puts keys that callers choose into a fixed number of slots, so that inventing new ones takes no memory; a secret of
 * this process keeps anybody from aiming at the slot of another. What was sent cannot be read from a slot.
 */
export function createRateSlots(
	slots: number,
): (...parts: readonly string[]) => string {
	const secret = randomBytes(32).toString("base64");
	return (...parts) => {
		const digest = hash("sha256", JSON.stringify([secret, ...parts]), "buffer");
		return String(digest.readUInt32BE() % slots);
	};
}
