import type {
	CaseChange,
	ChangeCaseJob,
} from "../../domain/ports/change-job.ts";
import { chainEvent } from "../integrity/event-chain.ts";
import { requireIntact, rowChecksum } from "../integrity/row-checksum.ts";
import { eventsOfChange } from "./events-of-change.ts";
import { attachmentRow, commentRow, keyRow } from "./part-rows.ts";
import type {
	AttachmentRow,
	CaseRow,
	ChangeableColumns,
	CommentRow,
	EventRow,
	KeyRow,
} from "./row-types.ts";

/** What a change is applied to, as it is stored: the case, and the comment that it updates. */
type FoundByChange = {
	readonly case: CaseRow;
	readonly comment: CommentRow | null;
};

/** What the database gives a change: the first ids of what it adds, the end of the chain, and a salt for each event. */
type AllottedToChange = {
	readonly firstCommentId: number;
	readonly firstAttachmentId: number;
	readonly firstEventId: number;
	readonly previousHash: string;
	readonly salts: readonly string[];
	readonly keyClock: number;
};

/** The rows that a change inserts, updates and deletes. */
type RowsOfChange = {
	/** The new version of the case, and when it was updated. */
	readonly raised: Pick<CaseRow, "version" | "updatedAt">;
	/** Null where the case has nothing else that changes. */
	readonly columns: (ChangeableColumns & Pick<CaseRow, "rowChecksum">) | null;
	readonly comments: readonly CommentRow[];
	readonly updatedComment: CommentRow | null;
	readonly attachments: readonly AttachmentRow[];
	readonly removedAttachmentId: number | null;
	readonly events: readonly EventRow[];
	readonly key: KeyRow | null;
};

/** Everything a change writes, with its checksums, for any database to execute. Stops at a row that is damaged. */
export function rowsOfChange(
	job: ChangeCaseJob,
	allotted: AllottedToChange,
	found: FoundByChange,
): RowsOfChange {
	const { caseId, at, change, idempotency } = job;
	const { firstCommentId, firstAttachmentId } = allotted;
	const comments = job.addComments.map((description, index) =>
		commentRow(firstCommentId + index, job, description),
	);
	const attachments = job.addAttachments.map((file, index) =>
		attachmentRow(firstAttachmentId + index, job, file),
	);
	const commentId = comments[0]?.id ?? null;
	const attachmentId = attachments[0]?.id ?? null;
	const made = { caseId, commentId, attachmentId, at };
	return {
		raised: { version: job.version + 1, updatedAt: at },
		columns: change && changedColumns(change, found.case),
		comments,
		updatedComment: updatedComment(job, found.comment),
		attachments,
		removedAttachmentId: job.removeAttachment?.id ?? null,
		events: chainEvents(eventsOfChange(job, comments, attachments), allotted),
		key: idempotency && keyRow(idempotency, made, allotted.keyClock),
	};
}

function changedColumns(change: CaseChange, found: CaseRow) {
	requireIntact("case", found);
	const { categoryCode, typeCode, status, resolution, assignee } = change;
	const columns: ChangeableColumns = {
		categoryCode,
		typeCode,
		status,
		resolution,
		caseData: JSON.stringify(change.caseData),
		assigneeOperatorId:
			assignee?.kind === "operator" ? assignee.operatorId : null,
		assigneeGroupCode: assignee?.kind === "group" ? assignee.groupCode : null,
	};
	const checksum = rowChecksum("case", { ...found, ...columns });
	return { ...columns, rowChecksum: checksum };
}

function updatedComment(
	{ caseId, at, updateComment }: ChangeCaseJob,
	found: CommentRow | null,
): CommentRow | null {
	if (!updateComment) return null;
	const { id, description } = updateComment.after;
	if (!found) throw new Error(`Comment ${id} of case ${caseId} is gone.`);
	requireIntact("comment", found);
	const row = { ...found, description, updatedAt: at };
	return { ...row, rowChecksum: rowChecksum("comment", row) };
}

function chainEvents(
	events: ReturnType<typeof eventsOfChange>,
	{ firstEventId, previousHash, salts }: AllottedToChange,
): readonly EventRow[] {
	let hash = previousHash;
	return events.map((event, index) => {
		const salt = salts[index];
		if (salt === undefined)
			throw new Error(`There are ${salts.length} salts for more events.`);
		const place = { id: firstEventId + index, previousHash: hash, salt };
		const row = chainEvent(event, place);
		hash = row.hash;
		return row;
	});
}
