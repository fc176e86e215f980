import {
	type ExactNumber,
	readNumber,
} from "../../domain/input/exact-number.ts";
import type { Sentence } from "../../domain/sentence.ts";
import type { JsonPart } from "../sentences/http-reasons.ts";
import { sayHttp } from "../sentences/say-http.ts";
import { type JsonFaultCode, StrictJsonError } from "./strict-json-error.ts";

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const controlCharacter = /[\x00-\x1f]/;
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

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

/** Reads one decoded body once, from its start, in one pass. */
export class StrictJsonReader {
	private readonly text: string;
	private readonly limits: JsonLimits;
	/** Where the value being read is; its length is the depth. */
	private readonly path: (string | number)[] = [];
	private at = 0;
	private valueCount = 0;

	constructor(text: string, limits: JsonLimits) {
		this.text = text;
		this.limits = limits;
	}

	readBody(): unknown {
		this.skipSpace();
		const value = this.readValue();
		this.skipSpace();
		if (this.at < this.text.length) throw this.expected("end");
		return value;
	}

	private readValue(): unknown {
		if (++this.valueCount > this.limits.maxValues) {
			const sentence = sayHttp("jsonTooManyValues", {
				most: this.limits.maxValues,
			});
			throw new StrictJsonError("TOO_MANY_VALUES", [], sentence);
		}
		const char = this.text.charCodeAt(this.at);
		if (char === QUOTE) return this.readString();
		if (char === OPEN_BRACE) return this.readObject();
		if (char === OPEN_BRACKET) return this.readArray();
		if (char === MINUS || (char >= ZERO && char <= NINE))
			return this.readNumber();
		if (this.skipWord("true")) return true;
		if (this.skipWord("false")) return false;
		if (this.skipWord("null")) return null;
		throw this.expected("value");
	}

	private readObject(): object {
		this.open();
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
		this.open();
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

	private open(): void {
		const { maxDepth } = this.limits;
		if (this.path.length >= maxDepth) {
			throw this.fault(
				"DEPTH_EXCEEDED",
				sayHttp("jsonTooDeep", { most: maxDepth }),
			);
		}
		this.at++;
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

	private readString(): string {
		const { text } = this;
		const start = this.at + 1;
		let end = start;
		for (
			let char = text.charCodeAt(end);
			char !== QUOTE;
			char = text.charCodeAt(++end)
		) {
			if (char === BACKSLASH) return this.readEscaped(start, end);
			if (!(char >= SPACE)) throw this.unclosed(end);
		}
		this.at = end + 1;
		return text.slice(start, end);
	}

	/** A string with escapes, the first of them at `first`. `JSON.parse` knows them, and refuses control characters too. */
	private readEscaped(start: number, first: number): string {
		const { text } = this;
		let end = text.indexOf('"', first);
		while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
		if (end === -1) throw this.unclosed(start);
		this.at = end + 1;
		let value: string;
		try {
			value = JSON.parse(text.slice(start - 1, end + 1));
		} catch {
			if (controlCharacter.test(text.slice(start, end)))
				throw this.unclosed(start);
			throw this.invalid(sayHttp("jsonEscapeUnknown", { at: start }));
		}
		// The decoder lets no surrogate or NUL through, so only an escape can have made one.
		if (!value.isWellFormed()) {
			const half = quote(/\p{Surrogate}/u.exec(value)?.[0] ?? "");
			throw this.fault(
				"ILL_FORMED_TEXT",
				sayHttp("jsonHalfCharacter", { half }),
			);
		}
		if (value.includes("\0")) {
			throw this.fault(
				"ILL_FORMED_TEXT",
				sayHttp("jsonNul", { nul: quote("\0") }),
			);
		}
		return value;
	}

	/** A string that has a control character, or no end, from here on. */
	private unclosed(from: number): StrictJsonError {
		const found = this.text.slice(from).search(controlCharacter);
		this.at = found === -1 ? this.text.length : from + found;
		return this.expected("closingQuote");
	}

	private readNumber(): number | ExactNumber {
		numberPattern.lastIndex = this.at;
		if (!numberPattern.test(this.text)) throw this.expected("number");
		const text = this.text.slice(this.at, numberPattern.lastIndex);
		this.at = numberPattern.lastIndex;
		const number = readNumber(text);
		if (number === null) {
			throw this.fault("UNSAFE_NUMBER", sayHttp("jsonUnsafeNumber", {}));
		}
		return number;
	}

	private skip(wanted: number): boolean {
		this.skipSpace();
		if (this.text.charCodeAt(this.at) !== wanted) return false;
		this.at++;
		return true;
	}

	private skipWord(word: string): boolean {
		if (!this.text.startsWith(word, this.at)) return false;
		this.at += word.length;
		return true;
	}

	private skipSpace(): void {
		const { text } = this;
		let { at } = this;
		let char = text.charCodeAt(at);
		while (
			char === SPACE ||
			char === LINE_FEED ||
			char === CARRIAGE_RETURN ||
			char === TAB
		) {
			char = text.charCodeAt(++at);
		}
		this.at = at;
	}

	/** The text found is not quoted: it may be part of a password. */
	private expected(wanted: JsonPart): StrictJsonError {
		const isEnd = this.at >= this.text.length;
		const at = isEnd ? this.text.length : this.at + 1;
		return this.invalid(sayHttp("jsonExpected", { wanted, at, isEnd }));
	}

	/** A body that is no JSON has no keys to point at. */
	private invalid(sentence: Sentence): StrictJsonError {
		return new StrictJsonError("INVALID_JSON", [], sentence);
	}

	private fault(code: JsonFaultCode, sentence: Sentence): StrictJsonError {
		return new StrictJsonError(code, this.path.map(String), sentence);
	}
}

/** Whether the character here is one that an odd number of backslashes stands before. */
function isEscaped(text: string, at: number): boolean {
	let from = at;
	while (text.charCodeAt(from - 1) === BACKSLASH) from--;
	return (at - from) % 2 === 1;
}

function quote(text: string): string {
	return JSON.stringify(shorten(text));
}

function shorten(text: string): string {
	return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
