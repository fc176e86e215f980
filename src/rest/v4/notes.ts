import type { FastifyReply, FastifyRequest } from "fastify";
import { addComment, addedComment } from "../../domain/case/add-comment.ts";
import type { CaseComment } from "../../domain/case/case.ts";
import type { ChangeOutcome } from "../../domain/case/change-case.ts";
import type { Parsers } from "../../domain/case/parsers.ts";
import { updateComment } from "../../domain/case/update-comment.ts";
import type { Context } from "../../domain/context.ts";
import { readBodyObject } from "./read-body-object.ts";
import { readCaseId } from "./read-case-id.ts";
import { sendChange } from "./send-change.ts";
import { formatComment, readNoteBody } from "./v4-format.ts";

/** `POST /cases/{id}/notes`: appends a comment. */
export function addNoteRoute(parsers: Parsers) {
	return async (ctx: Context, request: FastifyRequest, reply: FastifyReply) => {
		const outcome = await addComment(ctx, {
			caseId: readCaseId(request),
			command: parsers.comment(readBodyObject(request.body)),
		});
		return sendComment(ctx, reply, outcome, addedComment(outcome));
	};
}

/** `PUT /cases/{id}/notes`: replaces the text of a comment. */
export function updateNoteRoute(parsers: Parsers) {
	return async (ctx: Context, request: FastifyRequest, reply: FastifyReply) => {
		const { commentId, raw } = readNoteBody(readBodyObject(request.body));
		const outcome = await updateComment(ctx, {
			caseId: readCaseId(request),
			commentId,
			command: parsers.comment(raw),
		});
		return sendComment(ctx, reply, outcome, updatedComment(outcome, commentId));
	};
}

function sendComment(
	ctx: Context,
	reply: FastifyReply,
	outcome: ChangeOutcome,
	comment: CaseComment | null,
) {
	return sendChange(ctx, reply, outcome, (changed) => ({
		comment: comment && formatComment(comment, changed.case.id),
	}));
}

function updatedComment(outcome: ChangeOutcome, commentId: number | null) {
	return outcome.case?.comments.find(({ id }) => id === commentId) ?? null;
}
