import { updateCase } from "../../../../domain/cases/change/update-case.ts";
import type { Parsers } from "../../../../domain/cases/parsers.ts";
import type { Builder } from "../../builder.ts";
import { parsedBy } from "../../parsed-by.ts";
import type { CaseInputRefs } from "../define-case-inputs.ts";
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

/** `updateCase`: the v4 body of an update as an input. */
export function defineUpdateCase(
	builder: Builder,
	refs: ChangeRefs & CaseInputRefs,
	parsers: Parsers,
) {
	const UpdateCaseInput = builder
		.inputType("UpdateCaseInput", {
			description: "A new state of a case, as the v4 body has it.",
			fields: (t) => ({
				...changeMembers(t),
				categoryCode: t.string({
					required: true,
					description:
						"Code of its category; another pair than it has must be one of `caseTypes`.",
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
		})
		.validate(
			parsedBy(
				({ id, expectedVersion, idempotencyKey, ...body }: ChangeMembers) => ({
					...readChange({ id, expectedVersion, idempotencyKey }),
					command: parsers.updateCase(body),
				}),
			),
		);

	builder.mutationField("updateCase", (t) =>
		t.field({
			type: defineChangePayload(builder, "UpdateCasePayload", refs),
			nullable: true,
			description:
				"Changes what a case is about and what it says. A case in a final status takes no change.",
			args: {
				input: t.arg({
					type: UpdateCaseInput,
					required: true,
					description: "The case and its new state.",
				}),
			},
			resolve: (_root, { input }, ctx) =>
				changePayload(ctx, updateCase(ctx.domain, input)),
		}),
	);
}
