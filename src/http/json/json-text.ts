import {
	type ExactNumber,
	readNumber,
} from "../../domain/input/exact-number.ts";
import type { Sentence } from "../../domain/sentence.ts";
import type { JsonPart } from "../messages/http-reasons.ts";
import { sayHttp } from "../messages/say-http.ts";
import { type JsonFaultCode, StrictJsonError } from "./strict-json-error.ts";

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const controlCharacter = /[\x00-\x1f]/;
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** A text of JSON that is read from its start: its strings and numbers, and what is wrong where. */
export class JsonText {
	protected readonly text: string;
	protected at: number;
	/** Where the value being read is; its length is the depth. */
	protected readonly path: (string | number)[];

	constructor(text: string) {
		this.text = text;
		this.at = 0;
		this.path = [];
	}

	protected readString(): string {
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

	protected readNumber(): number | ExactNumber {
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

	protected skip(wanted: number): boolean {
		this.skipSpace();
		if (this.text.charCodeAt(this.at) !== wanted) return false;
		this.at++;
		return true;
	}

	protected skipSpace(): void {
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
	protected expected(wanted: JsonPart): StrictJsonError {
		const isEnd = this.at >= this.text.length;
		const at = isEnd ? this.text.length : this.at + 1;
		return this.invalid(sayHttp("jsonExpected", { wanted, at, isEnd }));
	}

	/** A body that is no JSON has no keys to point at. */
	private invalid(sentence: Sentence): StrictJsonError {
		return new StrictJsonError("INVALID_JSON", [], sentence);
	}

	protected fault(code: JsonFaultCode, sentence: Sentence): StrictJsonError {
		return new StrictJsonError(code, this.path.map(String), sentence);
	}
}

/** Whether the character here is one that an odd number of backslashes stands before. */
function isEscaped(text: string, at: number): boolean {
	let from = at;
	while (text.charCodeAt(from - 1) === BACKSLASH) from--;
	return (at - from) % 2 === 1;
}

/** A key or a character in a sentence, cut off where it is long. */
export function quote(text: string): string {
	return JSON.stringify(shorten(text));
}

function shorten(text: string): string {
	return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
