// British English has no comma before "or", like the other messages.
const list = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** Several names in a sentence: `GET, POST or HEAD`. */
export function anyOf(names: readonly string[]): string {
	return list.format(names);
}
