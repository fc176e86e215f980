import { finished, type Readable } from "node:stream";

/** Bytes that are handed on together at the most; a body in chunks of one byte costs little more than another. */
const blockSize = 64 * 1024;
/** Bytes that a waiting chunk counts for beside its own. */
const overhead = 64;

/**
 * A multipart parser keeps a buffer of its own, as long as a boundary at the most (256 bytes), and hands out what lies
 * in it; no chunk of this size is that buffer.
 */
const smallest = 512;

/**
 * Passes a body on in one block that is filled again and again, and frees the memory of every chunk: the garbage
 * collector lets 64 MiB of them gather first, since V8 does not count them as its own. The stream's own iterator would
 * join the chunks that wait, and leave them to it. Only for chunks that are not used elsewhere; a block is valid until the
 * next is asked for.
 */
export async function* releaseChunks(
	source: Readable,
): AsyncGenerator<Uint8Array> {
	const block = Buffer.allocUnsafeSlow(blockSize);
	const queue: Buffer<ArrayBuffer>[] = [];
	let waiting = 0;
	let end: { readonly error: unknown } | null = null;
	let wake = () => {};
	const arrive = (chunk: Buffer<ArrayBuffer>) => {
		queue.push(chunk);
		waiting += chunk.length + overhead;
		if (waiting >= blockSize) source.pause();
		wake();
	};
	const forget = finished(source, { writable: false }, (error) => {
		end = { error };
		wake();
	});
	source.on("data", arrive);
	try {
		while (queue.length > 0 || end === null) {
			if (queue.length > 0) {
				waiting = 0;
				yield* fill(block, queue.splice(0));
			} else {
				source.resume();
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			}
		}
		// TypeScript does not see that a listener has assigned it.
		const { error } = end as { readonly error: unknown };
		if (error) throw error;
	} finally {
		source.off("data", arrive);
		forget();
	}
}

/** Copies chunks into the block, and frees them, as often as it takes. */
function* fill(
	block: Buffer,
	chunks: readonly Buffer<ArrayBuffer>[],
): Generator<Uint8Array> {
	let filled = 0;
	for (const chunk of chunks) {
		for (let at = 0; at < chunk.length; ) {
			const copied = chunk.copy(block, filled, at);
			at += copied;
			filled += copied;
			if (filled < blockSize) continue;
			yield block;
			filled = 0;
		}
		release(chunk);
	}
	if (filled > 0) yield block.subarray(0, filled);
}

function release({ buffer, byteLength }: Buffer<ArrayBuffer>): void {
	const isWhole = byteLength === buffer.byteLength;
	if (isWhole && byteLength >= smallest) buffer.transfer(0);
}
