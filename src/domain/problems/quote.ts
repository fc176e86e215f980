import { ExactNumber } from "../input/exact-number.ts";

const longestQuote = 64;

/** A caller's value inside a message: a text JSON-escaped and cut at 64 characters, so that neither its length nor its control characters come back. */
export function quote(value: unknown): string {
	if (typeof value === "string") {
		return JSON.stringify(cut(value));
	}
	if (value instanceof ExactNumber) return cut(value.text);
	if (Array.isArray(value)) return "a list";
	return typeof value === "object" && value !== null
		? "an object"
		: String(value);
}

/** Names in a sentence: `"Created" or "Open"`; more than ten are cut with their count. */
export function quoteList(values: readonly string[]): string {
	if (values.length === 0) return "nothing";
	const shown = values.slice(0, 10).map(quote);
	if (values.length > shown.length)
		return `${shown.join(", ")} or one of ${values.length - shown.length} more`;
	const last = shown.pop();
	return shown.length === 0 ? String(last) : `${shown.join(", ")} or ${last}`;
}

/** At most 64 characters, never half of one. */
function cut(text: string): string {
	if (text.length <= longestQuote) return text;
	const characters = [...text.slice(0, 2 * longestQuote)];
	return `${characters.slice(0, longestQuote).join("")}…`;
}
