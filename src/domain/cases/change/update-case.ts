import type { Context } from "../../context.ts";
import type { Parsed } from "../../input/parse-input.ts";
import {
	caseFingerprint,
	fingerprintOf,
} from "../idempotency/command-fingerprint.ts";
import {
	type ChangeInput,
	type ChangeOutcome,
	changeCase,
} from "./change-case.ts";
import { addedComments, hasId } from "./comment-changes.ts";
import { decideUpdateCase } from "./decide-update-case.ts";
import type { UpdateCaseCommand } from "./update-case-parser.ts";

/** Changes what a case is about and what it says; comments are appended. */
export function updateCase(
	context: Context,
	input: ChangeInput & { readonly command: Parsed<UpdateCaseCommand> },
): Promise<ChangeOutcome> {
	const { command } = input;
	return changeCase(context, "updateCase", input, {
		decide: (ctx, found) => decideUpdateCase(ctx, found, command),
		fingerprint: () =>
			fingerprintOf(command, (said) => [
				"updateCase",
				...caseFingerprint(said, addedComments(said.comments)),
				// Unlike in a create, no values at all are something else than none sent.
				said.caseData !== null,
				...returnedFingerprint(said),
			]),
	});
}

/** What came back of the case as a read gave it; nothing where nothing did. */
function returnedFingerprint(said: UpdateCaseCommand): readonly unknown[] {
	const { id = null, categoryName = null } = said;
	const comments = said.comments.map((comment) => [
		comment.kind === "returned" ? comment.id : null,
		comment.caseInstanceId,
		comment.kind === "returned" ? comment.description : null,
	]);
	const files = said.attachments.map((sent) =>
		hasId(sent)
			? [sent.id, sent.fileName, sent.contentType, sent.size, sent.content]
			: null,
	);
	const returned = [id, categoryName, comments, files];
	const isNothing = returned.flat(2).every((value) => (value ?? null) === null);
	return isNothing ? [] : [{ returned }];
}
