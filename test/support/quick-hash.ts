import { randomBytes, scryptSync } from "node:crypto";

/** The least that scrypt takes. */
export const leastCost = { N: 2, r: 1, p: 1 };

/**
 * A password hash in the stored form, which is checked with the cost that it names: microseconds, where a real one takes a
 * quarter of a second in every server that a test starts.
 */
export async function quickHash(password: string): Promise<string> {
	const salt = randomBytes(16);
	const key = scryptSync(password, salt, 32, leastCost);
	const { N, r, p } = leastCost;
	const parts = [
		N,
		r,
		p,
		salt.toString("base64url"),
		key.toString("base64url"),
	];
	return `scrypt$${parts.join("$")}`;
}
