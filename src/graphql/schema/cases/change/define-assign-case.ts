import { assignCase } from "../../../../domain/cases/change/assign-case.ts";
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

type AssignMembers = ChangeMembers & {
	readonly email?: string | null;
	readonly groupName?: string | null;
};

/** `assignCase`: somebody to work on a case, by an operator. */
export function defineAssignCase(builder: Builder, refs: ChangeRefs) {
	const AssignCaseInput = builder
		.inputType("AssignCaseInput", {
			description: "A case and who is to work on it: one of the two.",
			fields: (t) => ({
				...changeMembers(t),
				email: t.string({
					description:
						"E-mail of an operator in a group that handles the type of the case.",
				}),
				groupName: t.string({
					description:
						"Name or code of an operator group that handles the type of the case.",
				}),
			}),
		})
		.validate(
			parsedBy(
				({ email = null, groupName = null, ...input }: AssignMembers) => ({
					...readChange(input),
					email,
					groupName,
				}),
			),
		);

	builder.mutationField("assignCase", (t) =>
		t.field({
			type: defineChangePayload(builder, "AssignCasePayload", refs),
			nullable: true,
			description:
				"Gives a case to an operator or to a group; for operators. Who gives it away may still see it in the answer.",
			args: {
				input: t.arg({
					type: AssignCaseInput,
					required: true,
					description: "The case and who is to work on it.",
				}),
			},
			resolve: (_root, { input }, ctx) =>
				changePayload(ctx, assignCase(ctx.domain, input)),
		}),
	);
}
