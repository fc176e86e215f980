import type { AssigneeFilter } from "../../../domain/cases/queries/find-cases.ts";
import { mayChooseAssignee } from "../../../domain/cases/queries/may-choose-assignee.ts";
import type { Context } from "../../../domain/context.ts";
import type { CaseFilter } from "../../../domain/ports/case-queries.ts";
import { badUserInput } from "../../errors/errors.ts";
import { sayGraphql } from "../../messages/say-graphql.ts";
import type { Builder } from "../builder.ts";

/** `CaseFilter` and `CaseOrder`: which cases a list holds, and how it is sorted. */
export function defineCaseFilter(builder: Builder) {
	const AssigneeFilter = builder.enumType("CaseAssigneeFilter", {
		description: "Which of the cases that an operator may see.",
		values: {
			ME: { description: "Those assigned to the operator personally." },
			MY_GROUPS: { description: "Those assigned to a group of the operator." },
		} as const,
	});

	const CaseFilter = builder.inputType("CaseFilter", {
		description:
			"Filters a list of cases; a case must match every member that is set.",
		fields: (t) => ({
			status: t.string({ description: "Name of the status." }),
			resolution: t.string({ description: "Name of the resolution." }),
			categoryCode: t.string({ description: "Code of the category." }),
			typeCode: t.string({ description: "Code of the type." }),
			createdAfter: t.field({
				type: "DateTime",
				description: "Created then or later.",
			}),
			createdBefore: t.field({
				type: "DateTime",
				description: "Created earlier than then.",
			}),
			assignee: t.field({
				type: AssigneeFilter,
				description: "Whom they are assigned to; for operators.",
			}),
		}),
	});

	const CaseOrder = builder.enumType("CaseOrder", {
		description: "What a list of cases is sorted by, newest first.",
		values: {
			CREATED_AT: { description: "When they were created." },
			UPDATED_AT: { description: "When they last changed." },
		} as const,
	});

	return { CaseFilter, CaseOrder };
}

type FilterInput = ReturnType<
	typeof defineCaseFilter
>["CaseFilter"]["$inferInput"];

/** A filter as the domain takes it. */
export function readCaseFilter(
	filter: FilterInput | null | undefined,
	domain: Context,
): { assignee: AssigneeFilter; filter: CaseFilter } {
	const { assignee = null, ...rest } = filter ?? {};
	if (assignee !== null && !mayChooseAssignee(domain))
		throw badUserInput(sayGraphql("filterOfOperators", {}));
	return {
		assignee,
		filter: {
			status: rest.status ?? null,
			resolution: rest.resolution ?? null,
			categoryCode: rest.categoryCode ?? null,
			typeCode: rest.typeCode ?? null,
			createdAfter: rest.createdAfter?.getTime() ?? null,
			createdBefore: rest.createdBefore?.getTime() ?? null,
		},
	};
}
