import type { ListCategoryTypes } from "../../../domain/catalogue/list-category-types.ts";
import {
	type Query,
	queryValues,
} from "../../../http/callers/request-texts.ts";

/** The query of `GET /cases/typecategory`; a blank code is none, several codes are alternatives. */
export function readCategoryTypeQuery(query: Query): ListCategoryTypes {
	const { visibility } = query;
	const codesOf = (name: string) =>
		queryValues(query, name).filter((value) => value !== "");
	return {
		...(visibility !== undefined && { visibility: String(visibility) }),
		typeCodes: codesOf("caseTypeCode"),
		categoryCodes: codesOf("caseCategoryCode"),
	};
}
