/**
 * Parsers keep buffers of their own, as long as a boundary at the most, and hand out what lies in them; no header line
 * is as long as this, so that no chunk of this size is one of those.
 */
const smallest = 32 * 1024;

/**
 * Passes the chunks of a body on, and frees the memory of each as soon as the next is asked for. The garbage collector
 * lets 64 MiB of them gather first, since V8 does not count them as its own. Only for chunks that nobody else holds.
 */
export async function* releaseChunks(
	source: AsyncIterable<Buffer<ArrayBuffer>>,
): AsyncGenerator<Uint8Array> {
	for await (const chunk of source) {
		yield chunk;
		const { buffer, byteLength } = chunk;
		const isWhole = byteLength === buffer.byteLength;
		if (isWhole && byteLength >= smallest) buffer.transfer(0);
	}
}
