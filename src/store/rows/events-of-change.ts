import type { CaseEventState } from "../../domain/cases/events/case-event.ts";
import type {
	CaseChange,
	ChangeCaseJob,
} from "../../domain/ports/change-job.ts";
import type { UnchainedEvent } from "../integrity/event-chain.ts";
import type { AttachmentRow, CommentRow } from "./row-types.ts";

/** How many events tell of a change. */
export function countEventsOfChange(job: ChangeCaseJob): number {
	const { change, updateComment, removeAttachment } = job;
	const single = [changesMembers(change), updateComment, removeAttachment];
	return (
		single.filter(Boolean).length +
		job.addComments.length +
		job.addAttachments.length
	);
}

/** The events that tell of a change, in their order. */
export function eventsOfChange(
	job: ChangeCaseJob,
	comments: readonly CommentRow[],
	attachments: readonly AttachmentRow[],
): readonly UnchainedEvent[] {
	const { change, updateComment, removeAttachment } = job;
	const { partyId, caseId, at, protocol, touchpointCode } = job;
	const { actorKind, operatorId } = job;
	const origin = { partyId, caseId, at, protocol, touchpointCode };
	const events: UnchainedEvent[] = [];
	function add(
		kind: UnchainedEvent["kind"],
		before: CaseEventState | null,
		after: CaseEventState | null,
	) {
		events.push({
			...origin,
			kind,
			actorKind,
			operatorId,
			before: before && JSON.stringify(before),
			after: after && JSON.stringify(after),
		});
	}

	if (change && changesMembers(change))
		add(change.kind, change.before, change.after);
	for (const { id, description } of comments)
		add("COMMENT_ADDED", null, { comment: { id, description } });
	if (updateComment) {
		const { before, after } = updateComment;
		add("COMMENT_UPDATED", { comment: before }, { comment: after });
	}
	for (const { id, fileName, contentType, size } of attachments) {
		const attachment = { id, fileName, contentType, size };
		add("ATTACHMENT_ADDED", null, { attachment });
	}
	if (removeAttachment)
		add("ATTACHMENT_DELETED", { attachment: removeAttachment }, null);
	return events;
}

function changesMembers(change: CaseChange | null): boolean {
	return change !== null && Object.keys(change.after).length > 0;
}
