import type { Actor } from "../actor.ts";
import type { CategoryType, Touchpoint } from "./catalogue.ts";
import { handles } from "./handles.ts";

/** Whether cases of this category type may be created here: the touchpoint was granted it, and an operator has a group that handles the type. */
export function mayUse(
	touchpoint: Touchpoint,
	actor: Actor,
	categoryType: CategoryType,
): boolean {
	if (!touchpoint.categoryTypes.has(categoryType)) return false;
	return actor.kind === "party" || handles(actor.operator, categoryType.type);
}

/** The category types this caller may use, in the order of the catalogue. */
export function usableCategoryTypes(
	touchpoint: Touchpoint,
	actor: Actor,
): readonly CategoryType[] {
	return [...touchpoint.categoryTypes].filter((categoryType) =>
		mayUse(touchpoint, actor, categoryType),
	);
}
