/** A place in the events of all cases: how far each chain of them was read. A chain that is not named was not begun. */
export type EventPosition = ReadonlyMap<number, number>;

/** Where an event is: in a chain, whose events count from 1. */
export type EventPlace = { readonly chain: number; readonly position: number };

/** Whether an event comes after a place. */
export function isAfter(
	{ chain, position }: EventPlace,
	place: EventPosition,
): boolean {
	return position > (place.get(chain) ?? 0);
}

/** The place before which nothing comes that is after either. */
export function earlierOf(
	one: EventPosition,
	other: EventPosition,
): EventPosition {
	const earlier = new Map<number, number>();
	for (const [chain, position] of one) {
		const least = Math.min(position, other.get(chain) ?? 0);
		if (least > 0) earlier.set(chain, least);
	}
	return earlier;
}

/** The place up to which everything was read that was read at either. */
export function laterOf(
	one: EventPosition,
	other: EventPosition,
): EventPosition {
	const later = new Map(one);
	for (const [chain, position] of other)
		later.set(chain, Math.max(position, later.get(chain) ?? 0));
	return later;
}
