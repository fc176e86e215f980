import { ExactNumber } from "../input/exact-number.ts";

const longestQuote = 64;
const mostNames = 10;

/** How a language speaks of values and joins names, of which each has its quotes already. */
export type QuoteWords = {
	readonly list: string;
	readonly object: string;
	readonly nothing: string;
	readonly or: (names: string, last: string) => string;
	readonly orMore: (names: string, count: number) => string;
};

/** Writes what callers sent, and lists of names, into sentences of one language. */
export function createQuotes(words: QuoteWords) {
	function quote(value: unknown): string {
		if (typeof value === "string") {
			return JSON.stringify(cut(value));
		}
		if (value instanceof ExactNumber) return cut(value.text);
		if (Array.isArray(value)) return words.list;
		return typeof value === "object" && value !== null
			? words.object
			: String(value);
	}

	function quoteList(values: readonly string[]): string {
		if (values.length === 0) return words.nothing;
		const shown = values.slice(0, mostNames).map(quote);
		const more = values.length - shown.length;
		if (more > 0) return words.orMore(shown.join(", "), more);
		const last = String(shown.pop());
		return shown.length === 0 ? last : words.or(shown.join(", "), last);
	}

	return { quote, quoteList };
}

/** At most 64 characters, never half of one. */
function cut(text: string): string {
	if (text.length <= longestQuote) return text;
	const characters = [...text.slice(0, 2 * longestQuote)];
	return `${characters.slice(0, longestQuote).join("")}…`;
}
