import { transitionCase } from "../../../../domain/cases/change/transition-case.ts";
import type { Builder } from "../../builder.ts";
import { defineChange } from "./define-change.ts";
import type { ChangeRefs } from "./define-change-payload.ts";

/** `transitionCase`: another status, by an operator. */
export function defineTransitionCase(builder: Builder, refs: ChangeRefs) {
	defineChange(builder, refs, {
		name: "transitionCase",
		description: "Moves a case to another status; for operators.",
		argument: "The case and its next status.",
		input: {
			description: "A case and its next status.",
			fields: (t) => ({
				statusName: t.string({
					required: true,
					description:
						"Name of an active status. If no name matches exactly, upper and lower case may differ, and `_` may be written for a space.",
				}),
			}),
			read: ({ statusName }) => ({ statusName }),
		},
		run: transitionCase,
	});
}
