import {
	addComment,
	addedComment,
} from "../../../../domain/cases/comments/add-comment.ts";
import type { Parsers } from "../../../../domain/cases/parsers.ts";
import type { Builder } from "../../builder.ts";
import type { CasePartRefs } from "../define-case-parts.ts";
import { defineChange } from "./define-change.ts";
import type { ChangeRefs } from "./define-change-payload.ts";

/** `addCaseComment`: what v4 calls a new note. */
export function defineAddCaseComment(
	builder: Builder,
	refs: ChangeRefs & CasePartRefs,
	parsers: Parsers,
) {
	defineChange(builder, refs, {
		name: "addCaseComment",
		description: "Adds a comment to a case.",
		argument: "The case and the comment.",
		input: {
			description: "A case and what to say about it.",
			fields: (t) => ({
				description: t.string({ required: true, description: "The text." }),
			}),
			read: (members) => ({ command: parsers.comment(members) }),
		},
		run: addComment,
		payload: (t) => ({
			comment: t.field({
				type: refs.Comment,
				nullable: true,
				description: "The new comment; null when there are user errors.",
				resolve: ({ outcome }) => addedComment(outcome),
			}),
		}),
	});
}
