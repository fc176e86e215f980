import { transitionCase } from "../../../../domain/cases/change/transition-case.ts";
import type { Builder } from "../../builder.ts";
import { parsedBy } from "../../parsed-by.ts";
import {
	type ChangeMembers,
	changeMembers,
	readChange,
} from "./change-input.ts";
import {
	type ChangeRefs,
	changePayload,
	defineChangePayload,
} from "./change-payload.ts";

/** `transitionCase`: another status, by an operator. */
export function defineTransitionCase(builder: Builder, refs: ChangeRefs) {
	const TransitionCaseInput = builder
		.inputType("TransitionCaseInput", {
			description: "A case and its next status.",
			fields: (t) => ({
				...changeMembers(t),
				statusName: t.string({
					required: true,
					description:
						"Name of an active status, or, where none is spelled so, in another case and with `_` for a space.",
				}),
			}),
		})
		.validate(
			parsedBy((input: ChangeMembers & { readonly statusName: string }) => ({
				...readChange(input),
				statusName: input.statusName,
			})),
		);

	builder.mutationField("transitionCase", (t) =>
		t.field({
			type: defineChangePayload(builder, "TransitionCasePayload", refs),
			nullable: true,
			description: "Moves a case to another status; for operators.",
			args: {
				input: t.arg({
					type: TransitionCaseInput,
					required: true,
					description: "The case and its next status.",
				}),
			},
			resolve: (_root, { input }, ctx) =>
				changePayload(ctx, transitionCase(ctx.domain, input)),
		}),
	);
}
