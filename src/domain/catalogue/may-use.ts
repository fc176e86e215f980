import type { Actor } from "../actor.ts";
import type { CategoryType, Touchpoint } from "./catalogue.ts";
import { handles } from "./handles.ts";

/** Whether cases of this pair may be created here: the touchpoint was granted it, and an operator has a group that handles the type. */
export function mayUse(
	touchpoint: Touchpoint,
	actor: Actor,
	pair: CategoryType,
): boolean {
	if (!touchpoint.pairs.has(pair)) return false;
	return actor.kind === "party" || handles(actor.operator, pair.type);
}

/** The pairs this caller may use, in the order of the catalogue. */
export function usableCategoryTypes(
	touchpoint: Touchpoint,
	actor: Actor,
): readonly CategoryType[] {
	return [...touchpoint.pairs].filter((pair) =>
		mayUse(touchpoint, actor, pair),
	);
}
