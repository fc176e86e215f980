import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";

const buffer = Buffer.allocUnsafe(1024 * 1024);

/** The size and the hexadecimal SHA-256 of a file. It holds the process up: for commands alone. */
export function digestOfFile(path: string): { size: number; sha256: string } {
	const digest = createHash("sha256");
	const handle = openSync(path, "r");
	let size = 0;
	try {
		for (;;) {
			const read = readSync(handle, buffer);
			if (read === 0) return { size, sha256: digest.digest("hex") };
			digest.update(buffer.subarray(0, read));
			size += read;
		}
	} finally {
		closeSync(handle);
	}
}
