import {
	addComment,
	addedComment,
} from "../../../../domain/cases/comments/add-comment.ts";
import type { Parsers } from "../../../../domain/cases/parsers.ts";
import type { Builder } from "../../builder.ts";
import { parsedBy } from "../../parsed-by.ts";
import type { CasePartRefs } from "../define-case-parts.ts";
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

/** `addCaseComment`: what v4 calls a new note. */
export function defineAddCaseComment(
	builder: Builder,
	refs: ChangeRefs & CasePartRefs,
	parsers: Parsers,
) {
	const AddCaseCommentInput = builder
		.inputType("AddCaseCommentInput", {
			description: "A case and what to say about it.",
			fields: (t) => ({
				...changeMembers(t),
				description: t.string({ required: true, description: "The text." }),
			}),
		})
		.validate(
			parsedBy(
				({ id, expectedVersion, idempotencyKey, ...body }: ChangeMembers) => ({
					...readChange({ id, expectedVersion, idempotencyKey }),
					command: parsers.comment(body),
				}),
			),
		);

	const Payload = defineChangePayload(builder, "AddCaseCommentPayload", refs);
	builder.objectField(Payload, "comment", (t) =>
		t.field({
			type: refs.Comment,
			nullable: true,
			description: "The new comment; null when there are user errors.",
			resolve: ({ outcome }) => addedComment(outcome),
		}),
	);

	builder.mutationField("addCaseComment", (t) =>
		t.field({
			type: Payload,
			nullable: true,
			description: "Adds a comment to a case.",
			args: {
				input: t.arg({
					type: AddCaseCommentInput,
					required: true,
					description: "The case and the comment.",
				}),
			},
			resolve: (_root, { input }, ctx) =>
				changePayload(ctx, addComment(ctx.domain, input)),
		}),
	);
}
