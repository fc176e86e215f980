import { sayHttp } from "../messages/say-http.ts";
import type { Charset } from "./charsets.ts";
import { decodeText } from "./decode-text.ts";
import { JsonText, quote } from "./json-text.ts";
import { StrictJsonError } from "./strict-json-error.ts";

export { type JsonFaultCode, StrictJsonError } from "./strict-json-error.ts";

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

const words = [
	{ word: "true", value: true },
	{ word: "false", value: false },
	{ word: "null", value: null },
] as const;

export type JsonLimits = {
	/** Arrays and objects within each other. */
	readonly maxDepth: number;
	/** Scalars, arrays and objects in the whole body. */
	readonly maxValues: number;
	/** Keys in one object. */
	readonly maxKeys: number;
	/** UTF-16 units. */
	readonly maxKeyLength: number;
};

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
	return new StrictJsonReader(decodeText(bytes, charset), limits).readAll();
}

/** Reads one body once, in one pass. */
class StrictJsonReader extends JsonText {
	private readonly limits: JsonLimits;
	private valueCount: number;

	constructor(text: string, limits: JsonLimits) {
		super(text);
		this.limits = limits;
		this.valueCount = 0;
	}

	readAll(): unknown {
		this.skipSpace();
		const value = this.readValue();
		this.skipSpace();
		if (this.at < this.text.length) throw this.expected("end");
		return value;
	}

	private readValue(): unknown {
		const { maxDepth, maxValues } = this.limits;
		if (++this.valueCount > maxValues) {
			const sentence = sayHttp("jsonTooManyValues", { most: maxValues });
			throw new StrictJsonError("TOO_MANY_VALUES", [], sentence);
		}
		const char = this.text.charCodeAt(this.at);
		if (char === QUOTE) return this.readString();
		if (char === MINUS || (char >= ZERO && char <= NINE))
			return this.readNumber();
		if (char === OPEN_BRACE || char === OPEN_BRACKET) {
			if (this.path.length >= maxDepth)
				throw this.fault(
					"DEPTH_EXCEEDED",
					sayHttp("jsonTooDeep", { most: maxDepth }),
				);
			this.at++;
			return char === OPEN_BRACE ? this.readObject() : this.readArray();
		}
		for (const { word, value } of words)
			if (this.text.startsWith(word, this.at)) {
				this.at += word.length;
				return value;
			}
		throw this.expected("value");
	}

	private readObject(): object {
		const object: Record<string, unknown> = {};
		if (this.skip(CLOSE_BRACE)) return object;
		let keyCount = 0;
		do {
			const key = this.readKey();
			if (++keyCount > this.limits.maxKeys) {
				throw this.fault(
					"TOO_MANY_KEYS",
					sayHttp("jsonTooManyKeys", { most: this.limits.maxKeys }),
				);
			}
			this.path.push(key);
			if (Object.hasOwn(object, key)) {
				throw this.fault(
					"DUPLICATE_KEY",
					sayHttp("jsonKeyTwice", { key: quote(key) }),
				);
			}
			if (!this.skip(COLON)) throw this.expected("colon");
			this.skipSpace();
			object[key] = this.readValue();
			this.path.pop();
		} while (this.skip(COMMA));
		if (!this.skip(CLOSE_BRACE)) throw this.expected("commaOrBrace");
		return object;
	}

	private readArray(): unknown[] {
		const items: unknown[] = [];
		if (this.skip(CLOSE_BRACKET)) return items;
		do {
			this.skipSpace();
			this.path.push(items.length);
			items.push(this.readValue());
			this.path.pop();
		} while (this.skip(COMMA));
		if (!this.skip(CLOSE_BRACKET)) throw this.expected("commaOrBracket");
		return items;
	}

	private readKey(): string {
		this.skipSpace();
		if (this.text.charCodeAt(this.at) !== QUOTE) throw this.expected("key");
		const key = this.readString();
		const { maxKeyLength } = this.limits;
		if (key.length > maxKeyLength) {
			throw this.fault(
				"KEY_TOO_LONG",
				sayHttp("jsonKeyTooLong", { key: quote(key), most: maxKeyLength }),
			);
		}
		if (key === "__proto__" || key === "constructor" || key === "prototype") {
			this.path.push(key);
			throw this.fault(
				"RESERVED_KEY",
				sayHttp("jsonKeyReserved", { key: quote(key) }),
			);
		}
		return key;
	}
}
