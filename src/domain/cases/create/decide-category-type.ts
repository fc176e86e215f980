import type { Authorized } from "../../authorize.ts";
import type { CategoryType } from "../../catalogue/catalogue.ts";
import { mayUse, usableCategoryTypes } from "../../catalogue/may-use.ts";
import { isBlank } from "../../input/text.ts";
import { unicodeHint } from "../../input/unicode-hint.ts";
import type { Problem } from "../../problems/problem.ts";
import { quote, quoteList } from "../../problems/quote.ts";
import type { CreateCaseCommand } from "./create-case-parser.ts";

type Caller = Pick<
	Authorized<"readCatalogue">,
	"touchpoint" | "actor" | "catalogue"
>;

type CategoryTypeDecision = {
	readonly pair: CategoryType | null;
	readonly problems: readonly Problem[];
};

/**
 * Resolves category and type to a pair this caller may use. Unknown, inactive, not a pair and not granted all answer
 * alike, so that nothing is revealed; only a system node is named, to everybody.
 * A member left `undefined` had a wrong shape, was reported for it, and is not judged again.
 */
export function decideCategoryType(
	ctx: Caller,
	{
		categoryCode,
		typeCode,
	}: Partial<Pick<CreateCaseCommand, "categoryCode" | "typeCode">>,
): CategoryTypeDecision {
	const isTypeMissing = typeCode === null || isBlank(typeCode ?? "?");
	if (
		categoryCode === undefined ||
		categoryCode === null ||
		isBlank(categoryCode)
	) {
		const problems: Problem[] = [];
		if (categoryCode !== undefined) problems.push(categoryRequired());
		if (isTypeMissing) problems.push(typeMissing([]));
		return { pair: null, problems };
	}
	const category = ctx.catalogue.categories.get(categoryCode);
	if (category?.isActive && category.isSystem)
		return { pair: null, problems: [systemNode(categoryCode)] };
	if (typeCode !== undefined && !isTypeMissing) {
		const pair = ctx.catalogue.pairs.get(categoryCode)?.get(typeCode);
		if (pair && mayUse(ctx.touchpoint, ctx.actor, pair))
			return { pair, problems: [] };
	}
	const problem = pairProblem(
		ctx,
		categoryCode,
		isTypeMissing ? null : typeCode,
	);
	return { pair: null, problems: problem ? [problem] : [] };
}

function pairProblem(
	ctx: Caller,
	categoryCode: string,
	typeCode: string | null | undefined,
): Problem | null {
	const usable = usableCategoryTypes(ctx.touchpoint, ctx.actor);
	const types = usable
		.filter((pair) => pair.category.code === categoryCode)
		.map((pair) => pair.type.code);
	if (typeCode === null) return typeMissing(types);
	if (types.length === 0) {
		const categories = new Set(usable.map((pair) => pair.category.code));
		return unknownCategory(categoryCode, [...categories]);
	}
	return typeCode === undefined
		? null
		: unknownType(categoryCode, typeCode, types);
}

function categoryRequired(): Problem {
	return {
		code: "CODE_REQUIRED",
		path: ["categoryCode"],
		message: "categoryCode is required and may not be blank.",
	};
}

function systemNode(categoryCode: string): Problem {
	return {
		code: "CATEGORY_SYSTEM_NODE",
		path: ["categoryCode"],
		message: `Category ${quote(categoryCode)} is a system node and takes no new cases.`,
	};
}

function typeMissing(types: readonly string[]): Problem {
	const hint = types.length === 0 ? "" : `; use ${quoteList(types)}`;
	return {
		code: "INVALID_CODE",
		path: ["typeCode"],
		message: `typeCode is required and may not be blank${hint}.`,
		...(types.length > 0 && { allowedValues: types }),
	};
}

function unknownCategory(
	categoryCode: string,
	allowedValues: readonly string[],
): Problem {
	return {
		code: "INVALID_CODE",
		path: ["categoryCode"],
		message: `Category ${quote(categoryCode)} cannot be used here; use ${quoteList(allowedValues)}.${unicodeHint(categoryCode, allowedValues)}`,
		allowedValues,
	};
}

function unknownType(
	categoryCode: string,
	typeCode: string,
	allowedValues: readonly string[],
): Problem {
	return {
		code: "INVALID_CODE",
		path: ["typeCode"],
		message: `Type ${quote(typeCode)} cannot be used in category ${quote(categoryCode)}; use ${quoteList(allowedValues)}.${unicodeHint(typeCode, allowedValues)}`,
		allowedValues,
	};
}
