import { findCase } from "../../../domain/cases/queries/find-cases.ts";
import type { Builder } from "../builder.ts";
import { numberIn } from "../global-id.ts";
import type { CaseRef } from "./define-case.ts";

/** `case` and `caseByNumber`: one case, if the caller may see it. */
export function defineFindCase(builder: Builder, CaseNode: CaseRef) {
	builder.queryFields((t) => ({
		case: t.field({
			type: CaseNode,
			nullable: true,
			description:
				"A case by its global id; null when the caller may not see it.",
			args: {
				id: t.arg.id({ required: true, description: "`Case.id`." }),
			},
			resolve: (_root, args, { domain }) =>
				findCase(domain, numberIn(args, "id", "Case")),
		}),
		caseByNumber: t.field({
			type: CaseNode,
			nullable: true,
			description: "A case by its number; null when the caller may not see it.",
			args: {
				number: t.arg({
					type: "SafeInt",
					required: true,
					description: "`Case.number`, the id of v4.",
				}),
			},
			resolve: (_root, { number }, { domain }) => findCase(domain, number),
		}),
	}));
}
