import { updateComment } from "../../../../domain/cases/comments/update-comment.ts";
import type { Parsers } from "../../../../domain/cases/parsers.ts";
import type { Builder } from "../../builder.ts";
import { numberIn } from "../../global-id.ts";
import type { CasePartRefs } from "../define-case-parts.ts";
import { defineChange } from "./define-change.ts";
import type { ChangeRefs } from "./define-change-payload.ts";

/** `updateCaseComment`: what v4 calls a changed note. */
export function defineUpdateCaseComment(
	builder: Builder,
	refs: ChangeRefs & CasePartRefs,
	parsers: Parsers,
) {
	defineChange(builder, refs, {
		name: "updateCaseComment",
		description:
			"Replaces the text of a comment; the timeline keeps the old one.",
		argument: "The comment and its new text.",
		input: {
			description: "A comment of a case and its new text.",
			fields: (t) => ({
				commentId: t.id({ required: true, description: "`CaseComment.id`." }),
				description: t.string({ required: true, description: "The new text." }),
			}),
			read: ({ commentId, ...body }) => ({
				commentId: numberIn({ commentId }, "commentId", "CaseComment"),
				command: parsers.comment(body),
			}),
		},
		run: updateComment,
		payload: (t) => ({
			comment: t.field({
				type: refs.Comment,
				nullable: true,
				description: "The changed comment; null when there are user errors.",
				resolve: ({ outcome, input }) =>
					outcome.case?.comments.find(({ id }) => id === input.commentId) ??
					null,
			}),
		}),
	});
}
