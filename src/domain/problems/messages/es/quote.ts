import { createQuotes } from "../../create-quotes.ts";

const spanish = createQuotes({
	list: "una lista",
	object: "un objeto",
	nothing: "nada",
	or: (names, last) => `${names} ${/^"h?[oó]/i.test(last) ? "u" : "o"} ${last}`,
	orMore: (names, count) => `${names} o uno de ${count} más`,
});

/** A caller's value inside a Spanish sentence. */
export const quote = spanish.quote;

/** Names in a Spanish sentence: `"Created" u "Open"`. */
export const quoteList = spanish.quoteList;
