import { createQuotes } from "./create-quotes.ts";

const english = createQuotes({
	list: "a list",
	object: "an object",
	nothing: "nothing",
	or: (names, last) => `${names} or ${last}`,
	orMore: (names, count) => `${names} or one of ${count} more`,
});

/** A caller's value inside an English sentence: a text JSON-escaped and cut at 64 characters, so that neither its length nor its control characters come back. */
export const quote = english.quote;

/** Names in an English sentence: `"Created" or "Open"`; more than ten are cut with their count. */
export const quoteList = english.quoteList;
