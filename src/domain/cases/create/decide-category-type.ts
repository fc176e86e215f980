import type { Authorized } from "../../authorize.ts";
import type { CategoryType } from "../../catalogue/catalogue.ts";
import { mayUse, usableCategoryTypes } from "../../catalogue/may-use.ts";
import { isBlank } from "../../input/text.ts";
import { type Problem, problem } from "../../problems/problem.ts";
import type { CreateCaseCommand } from "./create-case-parser.ts";

type Caller = Pick<
	Authorized<"readCatalogue">,
	"touchpoint" | "actor" | "catalogue"
>;

type CategoryTypeDecision = {
	readonly categoryType: CategoryType | null;
	readonly problems: readonly Problem[];
};

/**
 * Finds the category type of a category and a type that this caller may use. Unknown, inactive, not together and not
 * granted are all answered alike, so that nothing is revealed; only a system node is named, to everybody.
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
		if (categoryCode !== undefined)
			problems.push(problem("categoryRequired", ["categoryCode"], {}));
		if (isTypeMissing) problems.push(typeMissing([]));
		return { categoryType: null, problems };
	}
	const category = ctx.catalogue.categories.get(categoryCode);
	if (category?.isActive && category.isSystem)
		return {
			categoryType: null,
			problems: [problem("systemCategory", ["categoryCode"], { categoryCode })],
		};
	if (typeCode !== undefined && !isTypeMissing) {
		const categoryType = ctx.catalogue.categoryTypes
			.get(categoryCode)
			?.get(typeCode);
		if (categoryType && mayUse(ctx.touchpoint, ctx.actor, categoryType))
			return { categoryType, problems: [] };
	}
	const wrong = categoryTypeProblem(
		ctx,
		categoryCode,
		isTypeMissing ? null : typeCode,
	);
	return { categoryType: null, problems: wrong ? [wrong] : [] };
}

function categoryTypeProblem(
	ctx: Caller,
	categoryCode: string,
	typeCode: string | null | undefined,
): Problem | null {
	const usable = usableCategoryTypes(ctx.touchpoint, ctx.actor);
	const types = usable
		.filter((categoryType) => categoryType.category.code === categoryCode)
		.map((categoryType) => categoryType.type.code);
	if (typeCode === null) return typeMissing(types);
	if (types.length === 0) {
		const categories = new Set(
			usable.map((categoryType) => categoryType.category.code),
		);
		return problem("unknownCategory", ["categoryCode"], {
			categoryCode,
			allowed: [...categories],
		});
	}
	return typeCode === undefined
		? null
		: problem("unknownType", ["typeCode"], {
				categoryCode,
				typeCode,
				allowed: types,
			});
}

function typeMissing(allowed: readonly string[]): Problem {
	return allowed.length === 0
		? problem("typeRequired", ["typeCode"], {})
		: problem("typeRequiredInCategory", ["typeCode"], { allowed });
}
