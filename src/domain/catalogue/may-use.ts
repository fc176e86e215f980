import type { Actor } from "../actor.ts";
import type { Pair, Touchpoint } from "./catalogue.ts";

/** Whether cases of this pair may be created here: the touchpoint was granted it, and an operator has a group that handles the type. */
export function mayUse(
	touchpoint: Touchpoint,
	actor: Actor,
	pair: Pair,
): boolean {
	if (!touchpoint.pairs.has(pair)) return false;
	if (actor.kind === "party") return true;
	return actor.operator.groupCodes.some((code) =>
		pair.type.groupCodes.has(code),
	);
}

/** The pairs this caller may use, in the order of the catalogue. */
export function usablePairs(
	touchpoint: Touchpoint,
	actor: Actor,
): readonly Pair[] {
	return [...touchpoint.pairs].filter((pair) =>
		mayUse(touchpoint, actor, pair),
	);
}
