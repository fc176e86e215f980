import { hash } from "node:crypto";

export type Random = ReturnType<typeof createRandom>;

/** Random choices that the seed alone decides: the generator sfc32, started from the SHA-256 of the seed. */
export function createRandom(seed: string) {
	const start = hash("sha256", seed, "buffer");
	let a = start.readInt32LE(0);
	let b = start.readInt32LE(4);
	let c = start.readInt32LE(8);
	let counter = start.readInt32LE(12);

	function next(): number {
		const sum = (a + b + counter) | 0;
		counter = (counter + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (((c << 21) | (c >>> 11)) + sum) | 0;
		return sum >>> 0;
	}

	/** From `least` to `most`, both included. */
	const integer = (least: number, most: number) =>
		least + (next() % (most - least + 1));

	return {
		integer,
		isOneIn: (times: number) => integer(1, times) === 1,
		pick: <Value>(values: readonly Value[]) =>
			values[integer(0, values.length - 1)] as Value,
		bytes: (length: number) =>
			Buffer.from(Uint8Array.from({ length }, () => next() & 0xff)),
	};
}
