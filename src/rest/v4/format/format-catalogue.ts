import type { CategoryType } from "../../../domain/catalogue/catalogue.ts";
import type { StatusEntry } from "../../../domain/catalogue/entries.ts";
import { nameFor } from "../../../domain/catalogue/name.ts";
import type { Context } from "../../../domain/context.ts";

/** An element of `caseStatuses`. */
export function formatStatus({ name, isInitial, isFinal }: StatusEntry) {
	return { statusName: name, initial: isInitial, finalState: isFinal };
}

/** An element of `caseTypeCategories`. */
export function formatCategoryType(
	ctx: Context,
	{ type, category, defaultAnswer }: CategoryType,
) {
	return {
		caseTypeCode: type.code,
		caseTypeName: nameFor(ctx, type.name),
		caseCategoryCode: category.code,
		caseCategoryName: nameFor(ctx, category.name),
		defaultAnswer,
	};
}
