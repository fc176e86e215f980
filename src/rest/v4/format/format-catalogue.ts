import type { CategoryType } from "../../../domain/catalogue/catalogue.ts";
import type { StatusEntry } from "../../../domain/catalogue/entries.ts";

/** An element of `caseStatuses`. */
export function formatStatus({ name, isInitial, isFinal }: StatusEntry) {
	return { statusName: name, initial: isInitial, finalState: isFinal };
}

/** An element of `caseTypeCategories`. */
export function formatCategoryType({
	type,
	category,
	defaultAnswer,
}: CategoryType) {
	return {
		caseTypeCode: type.code,
		caseTypeName: type.name,
		caseCategoryCode: category.code,
		caseCategoryName: category.name,
		defaultAnswer,
	};
}
