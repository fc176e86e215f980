import { authorize } from "../authorize.ts";
import type { Context } from "../context.ts";
import { type Problem, problem } from "../problems/problem.ts";
import type { CategoryType } from "./catalogue.ts";
import { usableCategoryTypes } from "./may-use.ts";

export type ListCategoryTypes = {
	/** `app` leaves out types that are not visible in the app; any other text but `all` is a problem. */
	readonly visibility?: string;
	/** Only these; all when empty. */
	readonly typeCodes?: readonly string[];
	readonly categoryCodes?: readonly string[];
};

export type ListCategoryTypesOutcome =
	| { readonly categoryTypes: readonly CategoryType[] }
	| { readonly categoryTypes: null; readonly problems: readonly Problem[] };

/** The category types that the caller may use here, in the order of the catalogue. */
export function listCategoryTypes(
	context: Context,
	{
		visibility = "all",
		typeCodes = [],
		categoryCodes = [],
	}: ListCategoryTypes = {},
): ListCategoryTypesOutcome {
	const { touchpoint, actor } = authorize(context, "readCatalogue");
	if (visibility !== "app" && visibility !== "all")
		return {
			categoryTypes: null,
			problems: [
				problem("wrongVisibility", ["visibility"], {
					visibility,
					allowed: ["app", "all"],
				}),
			],
		};
	const isListed = ({ type, category }: CategoryType) =>
		(visibility === "all" || type.isVisibleInApp) &&
		includes(typeCodes, type.code) &&
		includes(categoryCodes, category.code);
	return {
		categoryTypes: usableCategoryTypes(touchpoint, actor).filter(isListed),
	};
}

function includes(wanted: readonly string[], code: string): boolean {
	return wanted.length === 0 || wanted.includes(code);
}
