import { createHash } from "node:crypto";
import type { FileDigest } from "./attachment-storage.ts";

/** Why bytes are not kept; thrown in the midst of them. */
export class StreamRefused extends Error {
	readonly reason: "tooLarge" | "infected";

	constructor(reason: "tooLarge" | "infected") {
		super(`The file is ${reason}.`);
		this.reason = reason;
	}
}

/** Passes bytes on, and knows their size and SHA-256 once all have passed; one above `longest` ends them. */
export function measureStream(
	source: AsyncIterable<Uint8Array>,
	longest: number,
) {
	const digest = createHash("sha256");
	let size = 0;
	return {
		async *bytes(): AsyncGenerator<Uint8Array> {
			for await (const chunk of source) {
				size += chunk.length;
				if (size > longest) throw new StreamRefused("tooLarge");
				digest.update(chunk);
				yield chunk;
			}
		},
		measured: (): FileDigest => ({ size, sha256: digest.digest("hex") }),
	};
}

/** Answers why bytes were refused, and throws any other error on. */
export function refusalOf(error: unknown): StreamRefused["reason"] {
	if (error instanceof StreamRefused) return error.reason;
	throw error;
}
