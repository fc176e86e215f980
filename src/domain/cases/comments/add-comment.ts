import type { Context } from "../../context.ts";
import type { Parsed } from "../../input/parse-input.ts";
import type { CaseComment } from "../case.ts";
import {
	type ChangeInput,
	type ChangeOutcome,
	changeCase,
} from "../change/change-case.ts";
import { fingerprintOf } from "../idempotency/command-fingerprint.ts";
import { splitWarnings } from "../split-warnings.ts";

/** The text of a comment, after its shape was checked. */
export type CommentCommand = { readonly description: string };

/** Appends a comment to a case. */
export function addComment(
	context: Context,
	input: ChangeInput & { readonly command: Parsed<CommentCommand> },
): Promise<ChangeOutcome> {
	const { command } = input;
	return changeCase(context, "commentCase", input, {
		decide({ touchpoint }) {
			const { description } = command.value;
			const { errors, warnings } = splitWarnings(touchpoint, command.problems);
			return errors.length > 0 || description === undefined
				? { problems: errors }
				: { addComments: [description], warnings };
		},
		fingerprint: () =>
			fingerprintOf(command, ({ description }) => ["addComment", description]),
	});
}

/** The comment that an outcome added. */
export function addedComment(outcome: ChangeOutcome): CaseComment | null {
	if (outcome.case === null) return null;
	const [id] = outcome.written.commentIds;
	return outcome.case.comments.find((comment) => comment.id === id) ?? null;
}
