import type { Charset } from "./charsets.ts";
import { decodeText } from "./decode-text.ts";
import { type JsonLimits, StrictJsonReader } from "./strict-json-reader.ts";

export { type JsonFaultCode, StrictJsonError } from "./strict-json-error.ts";

export type { JsonLimits } from "./strict-json-reader.ts";

export const defaultJsonLimits: JsonLimits = {
	maxDepth: 32,
	maxValues: 10_000,
	maxKeys: 256,
	maxKeyLength: 64,
};

/** For callers who may send many rows at once: 50 values for each of 500. */
export const bulkJsonLimits: JsonLimits = {
	...defaultJsonLimits,
	maxValues: 25_000,
};

/**
 * Reads what `JSON.parse` reads, but refuses what would not be kept as it was sent: duplicate and reserved keys,
 * numbers that would be rounded, text that is not Unicode. A number whose text a double would not give back is an
 * `ExactNumber`. Throws a `StrictJsonError` for the first fault and nothing else.
 */
export function parseStrictJson(
	bytes: Uint8Array,
	limits = defaultJsonLimits,
	charset: Charset = "UTF-8",
): unknown {
	return new StrictJsonReader(decodeText(bytes, charset), limits).readBody();
}
