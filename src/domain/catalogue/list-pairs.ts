import { authorize } from "../authorize.ts";
import type { Context } from "../context.ts";
import type { Problem } from "../problems/problem.ts";
import { quote } from "../problems/quote.ts";
import type { Pair } from "./catalogue.ts";
import { usablePairs } from "./may-use.ts";

export type ListPairs = {
	/** `app` leaves out types that are not visible in the app; any other text but `all` is a problem. */
	readonly visibility?: string;
	/** Only these; all when empty. */
	readonly typeCodes?: readonly string[];
	readonly categoryCodes?: readonly string[];
};

export type ListPairsOutcome =
	| { readonly pairs: readonly Pair[] }
	| { readonly pairs: null; readonly problems: readonly Problem[] };

/** The pairs of category and type that the caller may use here, in the order of the catalogue. */
export function listPairs(
	context: Context,
	{ visibility = "all", typeCodes = [], categoryCodes = [] }: ListPairs = {},
): ListPairsOutcome {
	const { touchpoint, actor } = authorize(context, "readCatalogue");
	if (visibility !== "app" && visibility !== "all")
		return { pairs: null, problems: [wrongVisibility(visibility)] };
	const isListed = ({ type, category }: Pair) =>
		(visibility === "all" || type.isVisibleInApp) &&
		includes(typeCodes, type.code) &&
		includes(categoryCodes, category.code);
	return { pairs: usablePairs(touchpoint, actor).filter(isListed) };
}

function includes(wanted: readonly string[], code: string): boolean {
	return wanted.length === 0 || wanted.includes(code);
}

function wrongVisibility(visibility: string): Problem {
	return {
		code: "INVALID_FORMAT",
		path: ["visibility"],
		message: `Visibility ${quote(visibility)} must be "app" or "all".`,
		allowedValues: ["app", "all"],
	};
}
