import type { TouchpointEntry } from "../catalogue/entries.ts";
import { CommandError } from "../command-error.ts";
import type { Store } from "../ports/store.ts";
import { quote, quoteList } from "../problems/quote.ts";

/** The touchpoint with this code, active or not. */
export async function findTouchpoint(
	store: Store,
	code: string,
): Promise<TouchpointEntry> {
	const { touchpoints } = (await store.catalogue.load()).entries;
	const found = touchpoints.find((touchpoint) => touchpoint.code === code);
	if (found) return found;
	const known = quoteList(touchpoints.map((touchpoint) => touchpoint.code));
	throw new CommandError(
		`No touchpoint has the code ${quote(code)}; there is ${known}.`,
	);
}
