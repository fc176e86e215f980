import crypto, { type ScryptOptions } from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { after, mock } from "node:test";
import { leastCost } from "./quick-hash.ts";

/**
 * Lets scrypt cost as little as it can until the test file ends, for tests of who may sign in. What a password costs, and
 * that a principal of nobody costs the same, is left to others.
 */
export function hashQuickly(): void {
	const { scrypt } = crypto;
	const quick = mock.method(
		crypto,
		"scrypt",
		(
			password: string,
			salt: Buffer,
			length: number,
			_options: ScryptOptions,
			done: (error: Error | null, key: Buffer) => void,
		) => scrypt(password, salt, length, leastCost, done),
	).mock;
	syncBuiltinESMExports();
	after(() => {
		quick.restore();
		syncBuiltinESMExports();
	});
}
