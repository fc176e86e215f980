import {
	brotliDecompress,
	gunzip,
	inflate,
	inflateRaw,
	type ZlibOptions,
} from "node:zlib";
import type { Sentence } from "../../domain/sentence.ts";
import { HttpError } from "../answers/http-error.ts";
import { sayHttp } from "../messages/say-http.ts";
import { bodyTooLarge } from "./body-too-large.ts";
import type { ContentCoding } from "./content-coding.ts";

type Decompress = (
	bytes: Uint8Array,
	options: ZlibOptions,
	done: (error: Error | null, result: Buffer<ArrayBuffer>) => void,
) => void;

const decompressors: Readonly<
	Record<ContentCoding, (bytes: Uint8Array) => Decompress>
> = {
	gzip: () => gunzip,
	// Some send the bare data, without the header of zlib that belongs before it (RFC 9110, section 8.4.1.2).
	deflate: (bytes) => (hasZlibHeader(bytes) ? inflate : inflateRaw),
	br: () => brotliDecompress,
};

/** The bytes that were compressed. Stops as soon as they are more than `limit`; refuses data that is cut off, broken, or followed by something. */
export function decompress(
	bytes: Uint8Array,
	coding: ContentCoding,
	limit: number,
): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		// At most one chunk more than the limit is ever unpacked.
		const options = { maxOutputLength: limit, chunkSize: 16_384, info: true };
		decompressors[coding](bytes)(bytes, options, (error, result) => {
			if (isTooLarge(error)) reject(bodyTooLarge(limit));
			else if (error)
				reject(
					unreadable(sayHttp("codingBroken", { coding, why: error.message })),
				);
			else {
				const { buffer, engine } = result as unknown as Unpacked;
				if (engine.bytesWritten === bytes.byteLength) resolve(buffer);
				else reject(unreadable(sayHttp("codingFollowed", { coding })));
			}
		});
	});
}

/** What zlib answers where it is asked for `info`. */
type Unpacked = {
	readonly buffer: Buffer;
	readonly engine: { readonly bytesWritten: number };
};

function isTooLarge(error: NodeJS.ErrnoException | null): boolean {
	return error?.code === "ERR_BUFFER_TOO_LARGE";
}

/** RFC 1950, section 2.2: the method 8, and a first and second byte that together are a multiple of 31. */
function hasZlibHeader([first = 0, second = 0]: Uint8Array): boolean {
	return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

function unreadable(sentence: Sentence) {
	return new HttpError("badRequest", sentence);
}
