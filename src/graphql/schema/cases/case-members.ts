import type { CaseData } from "../../../domain/cases/case-data/case-data-value.ts";
import { presentCaseData } from "../../../domain/cases/case-data/present-case-data.ts";
import type { CasePreview } from "../../../domain/cases/create/case-preview.ts";
import type { CategoryType } from "../../../domain/catalogue/catalogue.ts";
import type { Context } from "../../../domain/context.ts";
import type { FieldsOf } from "../builder.ts";
import type { CatalogueRefs } from "../catalogue/define-catalogue.ts";
import { type CaseAssigneeRef, presentAssignee } from "./case-assignee.ts";

export type CaseMemberRefs = CatalogueRefs & {
	readonly CaseAssignee: CaseAssigneeRef;
};

/** The members that a case has before it is written and keeps afterwards. */
export function caseMembers(
	t: FieldsOf<CasePreview>,
	{ CaseCategory, CaseType, CaseAssignee }: CaseMemberRefs,
) {
	return {
		categoryCode: t.exposeString("categoryCode", {
			description: "Code of its category.",
		}),
		typeCode: t.exposeString("typeCode", { description: "Code of its type." }),
		category: t.field({
			type: CaseCategory,
			description: "Its category.",
			resolve: (parent, _args, { domain }) =>
				categoryTypeOf(domain, parent).category,
		}),
		type: t.field({
			type: CaseType,
			description: "Its type under its category.",
			resolve: (parent, _args, { domain }) => categoryTypeOf(domain, parent),
		}),
		status: t.exposeString("status", { description: "Name of its status." }),
		resolution: t.exposeString("resolution", {
			nullable: true,
			description: "Name of its resolution, if it has one.",
		}),
		caseData: t.field({
			type: "JSONObject",
			description:
				"Its custom values by field code, only those that are set. A DECIMAL is a string, exact in every client.",
			resolve: ({ typeCode, caseData }, _args, { domain }) =>
				formatCaseData(presentCaseData(domain.catalogue, typeCode, caseData)),
		}),
		assignee: t.field({
			type: CaseAssignee,
			nullable: true,
			description: "Who works on it.",
			resolve: ({ assignee }, _args, ctx) => presentAssignee(assignee, ctx),
		}),
		touchpoint: t.exposeString("touchpointCode", {
			description: "Code of the touchpoint it is created through.",
		}),
	};
}

/** Catalogue entries are never deleted, so every case has its category type. */
function categoryTypeOf(
	{ catalogue }: Context,
	{ categoryCode, typeCode }: CasePreview,
): CategoryType {
	const categoryType = catalogue.categoryTypes.get(categoryCode)?.get(typeCode);
	if (!categoryType)
		throw new Error(`The catalogue lost ${categoryCode} / ${typeCode}.`);
	return categoryType;
}

/** Custom values as GraphQL answers them: a Decimal as a string, everything else in its JSON kind. */
export function formatCaseData(caseData: CaseData): Record<string, unknown> {
	const object: Record<string, unknown> = {};
	for (const code in caseData) {
		const value = caseData[code];
		if (value) object[code] = "value" in value ? value.value : value.text;
	}
	return object;
}
