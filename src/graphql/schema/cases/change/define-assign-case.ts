import { assignCase } from "../../../../domain/cases/change/assign-case.ts";
import type { Builder } from "../../builder.ts";
import { defineChange } from "./define-change.ts";
import type { ChangeRefs } from "./define-change-payload.ts";

/** `assignCase`: an operator gives a case to an operator or a group. */
export function defineAssignCase(builder: Builder, refs: ChangeRefs) {
	defineChange(builder, refs, {
		name: "assignCase",
		description:
			"Gives a case to an operator or to a group; for operators. The answer has the case even if the caller may no longer see it.",
		argument: "The case and who is to work on it.",
		input: {
			description: "A case and who is to work on it: one of the two.",
			fields: (t) => ({
				email: t.string({
					description:
						"E-mail of an operator in a group that handles the type of the case.",
				}),
				groupName: t.string({
					description:
						"Name or code of an operator group that handles the type of the case.",
				}),
			}),
			read: ({ email = null, groupName = null }) => ({ email, groupName }),
		},
		run: assignCase,
	});
}
