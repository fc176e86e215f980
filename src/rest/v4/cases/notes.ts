import type { FastifyReply, FastifyRequest } from "fastify";
import type { CaseComment } from "../../../domain/cases/case.ts";
import type { ChangeOutcome } from "../../../domain/cases/change/change-case.ts";
import {
	addComment,
	addedComment,
} from "../../../domain/cases/comments/add-comment.ts";
import { updateComment } from "../../../domain/cases/comments/update-comment.ts";
import type { Parsers } from "../../../domain/cases/parsers.ts";
import type { Context } from "../../../domain/context.ts";
import type { Links } from "../../../http/answers/create-links.ts";
import { formatComment } from "../format/format-case.ts";
import { readBodyObject, readNoteBody } from "../read/read-body-object.ts";
import { readCaseId } from "./read-case-id.ts";
import { type Sender, sendChange } from "./send-change.ts";

/** `POST /cases/{id}/notes`: appends a comment. */
export function addNoteRoute(parsers: Parsers, links: Links) {
	return async (ctx: Context, request: FastifyRequest, reply: FastifyReply) => {
		const outcome = await addComment(ctx, {
			caseId: readCaseId(request),
			command: parsers.comment(readBodyObject(request.body)),
		});
		return sendComment({ ctx, links }, reply, outcome, addedComment(outcome));
	};
}

/** `PUT /cases/{id}/notes`: replaces the text of a comment. */
export function updateNoteRoute(parsers: Parsers, links: Links) {
	return async (ctx: Context, request: FastifyRequest, reply: FastifyReply) => {
		const { commentId, raw } = readNoteBody(readBodyObject(request.body));
		const outcome = await updateComment(ctx, {
			caseId: readCaseId(request),
			commentId,
			command: parsers.comment(raw),
		});
		return sendComment(
			{ ctx, links },
			reply,
			outcome,
			updatedComment(outcome, commentId),
		);
	};
}

function sendComment(
	sender: Sender,
	reply: FastifyReply,
	outcome: ChangeOutcome,
	comment: CaseComment | null,
) {
	return sendChange(sender, reply, outcome, (changed) => ({
		comment: comment && formatComment(comment, changed.case.id),
	}));
}

function updatedComment(outcome: ChangeOutcome, commentId: number | null) {
	return outcome.case?.comments.find(({ id }) => id === commentId) ?? null;
}
