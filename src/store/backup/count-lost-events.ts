type HashOf = (eventId: number) => string | null;

/**
 * How many of the first `last` events of one chain are not in another. Two chains that agree at an event agree on all
 * before it, so the last one that they share is found by halving.
 */
export function countLostEvents(
	last: number,
	hashOf: HashOf,
	otherHashOf: HashOf,
): number {
	let shared = 0;
	let above = last + 1;
	while (above - shared > 1) {
		const middle = Math.floor((shared + above) / 2);
		const hash = hashOf(middle);
		if (hash !== null && hash === otherHashOf(middle)) shared = middle;
		else above = middle;
	}
	return last - shared;
}
