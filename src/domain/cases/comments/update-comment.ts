import type { Context } from "../../context.ts";
import type { Parsed } from "../../input/parse-input.ts";
import { onePerPath, type Problem, problem } from "../../problems/problem.ts";
import {
	type ChangeInput,
	type ChangeOutcome,
	changeCase,
} from "../change/change-case.ts";
import { fingerprintOf } from "../idempotency/command-fingerprint.ts";
import { splitWarnings } from "../split-warnings.ts";
import type { CommentCommand } from "./add-comment.ts";

export type UpdateComment = ChangeInput & {
	readonly commentId: number | null;
	readonly command: Parsed<CommentCommand>;
};

/** Replaces the text of a comment; the timeline keeps the old one. */
export function updateComment(
	context: Context,
	{ commentId, command, ...input }: UpdateComment,
): Promise<ChangeOutcome> {
	return changeCase(context, "commentCase", input, {
		decide({ touchpoint }, found) {
			const before = found.comments.find(({ id }) => id === commentId);
			const { description } = command.value;
			const { errors, warnings } = splitWarnings(touchpoint, command.problems);
			const problems: readonly Problem[] = before
				? errors
				: [commentNotFound(found.id, commentId), ...errors];
			if (!before || description === undefined || problems.length > 0)
				return { problems: onePerPath(problems) };
			const after = { ...before, description };
			return { updateComment: { before, after }, warnings };
		},
		fingerprint: () =>
			fingerprintOf(command, ({ description }) => [
				"updateComment",
				commentId,
				description,
			]),
	});
}

function commentNotFound(caseId: number, commentId: number | null): Problem {
	const path = ["commentId"];
	return problem("commentNotFound", path, { caseId, id: commentId });
}
