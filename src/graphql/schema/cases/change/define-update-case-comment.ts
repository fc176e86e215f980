import { updateComment } from "../../../../domain/cases/comments/update-comment.ts";
import type { Parsers } from "../../../../domain/cases/parsers.ts";
import type { Builder } from "../../builder.ts";
import { numberIn } from "../../global-id.ts";
import { parsedBy } from "../../parsed-by.ts";
import type { CasePartRefs } from "../define-case-parts.ts";
import {
	type ChangeMembers,
	changeMembers,
	readChange,
} from "./change-input.ts";
import {
	type ChangePayload,
	type ChangeRefs,
	changePayload,
	defineChangePayload,
} from "./change-payload.ts";

type CommentMembers = ChangeMembers & { readonly commentId: string | number };

/** `updateCaseComment`: what v4 calls a changed note. */
export function defineUpdateCaseComment(
	builder: Builder,
	refs: ChangeRefs & CasePartRefs,
	parsers: Parsers,
) {
	const UpdateCaseCommentInput = builder
		.inputType("UpdateCaseCommentInput", {
			description: "A comment of a case and its new text.",
			fields: (t) => ({
				...changeMembers(t),
				commentId: t.id({ required: true, description: "`CaseComment.id`." }),
				description: t.string({ required: true, description: "The new text." }),
			}),
		})
		.validate(
			parsedBy(
				({
					id,
					expectedVersion,
					idempotencyKey,
					commentId,
					...body
				}: CommentMembers) => ({
					...readChange({ id, expectedVersion, idempotencyKey }),
					commentId: numberIn({ commentId }, "commentId", "CaseComment"),
					command: parsers.comment(body),
				}),
			),
		);

	const Payload = defineChangePayload<
		ChangePayload & { readonly commentId: number }
	>(builder, "UpdateCaseCommentPayload", refs);
	builder.objectField(Payload, "comment", (t) =>
		t.field({
			type: refs.Comment,
			nullable: true,
			description: "The changed comment; null when there are user errors.",
			resolve: ({ outcome, commentId }) =>
				outcome.case?.comments.find(({ id }) => id === commentId) ?? null,
		}),
	);

	builder.mutationField("updateCaseComment", (t) =>
		t.field({
			type: Payload,
			nullable: true,
			description:
				"Replaces the text of a comment; the timeline keeps the old one.",
			args: {
				input: t.arg({
					type: UpdateCaseCommentInput,
					required: true,
					description: "The comment and its new text.",
				}),
			},
			resolve: async (_root, { input }, ctx) => ({
				...(await changePayload(ctx, updateComment(ctx.domain, input))),
				commentId: input.commentId,
			}),
		}),
	);
}
