import { updateCase } from "../../../../domain/cases/change/update-case.ts";
import type { Parsers } from "../../../../domain/cases/parsers.ts";
import type { Builder } from "../../builder.ts";
import type { CaseInputRefs } from "../define-case-inputs.ts";
import { defineChange } from "./define-change.ts";
import type { ChangeRefs } from "./define-change-payload.ts";

/** `updateCase`: the v4 body of an update as an input. */
export function defineUpdateCase(
	builder: Builder,
	refs: ChangeRefs & CaseInputRefs,
	parsers: Parsers,
) {
	defineChange(builder, refs, {
		name: "updateCase",
		description:
			"Changes what a case is about and what it says. A case in a final status takes no change.",
		argument: "The case and its new state.",
		input: {
			description: "A new state of a case, as the v4 body has it.",
			fields: (t) => ({
				categoryCode: t.string({
					required: true,
					description:
						"Code of its category. If category or type changes, the two must be one of `caseTypes`.",
				}),
				typeCode: t.string({
					required: true,
					description: "Code of its type within the category.",
				}),
				status: t.string({
					description: "Name of any active status; unchanged when left out.",
				}),
				resolution: t.string({
					description:
						"Name of any active resolution; unchanged when left out.",
				}),
				comments: t.field({
					type: [refs.CommentInput],
					description: "Comments to add.",
				}),
				caseData: t.field({
					type: "JSONObject",
					description:
						"All custom values by field code, those that stay among them; unchanged when left out.",
				}),
			}),
			read: (members) => ({ command: parsers.updateCase(members) }),
		},
		run: updateCase,
	});
}
