import type { CreateCaseJob } from "../../domain/ports/create-jobs.ts";
import { chainEvent, type EventPlace } from "../integrity/event-chain.ts";
import { rowChecksum } from "../integrity/row-checksum.ts";
import { attachmentRow, commentRow, keyRow } from "./part-rows.ts";
import type {
	AttachmentRow,
	CaseRow,
	CommentRow,
	EventRow,
	KeyRow,
} from "./row-types.ts";

/** What the database gives a create: ids (of parts the first of as many as there are), the place of its event, and its times. */
type AllottedToCreate = {
	readonly caseId: number;
	readonly firstCommentId: number;
	readonly firstAttachmentId: number;
	readonly event: EventPlace;
	readonly numberedAt: number;
	readonly keyClock: number;
};

/** The rows that a create inserts. */
type RowsOfCreate = {
	readonly case: CaseRow;
	readonly comments: readonly CommentRow[];
	readonly attachments: readonly AttachmentRow[];
	readonly event: EventRow;
	readonly key: KeyRow | null;
};

/** Everything a create inserts, with its checksums, for any database to execute. */
export function rowsOfCreate(
	job: CreateCaseJob,
	allotted: AllottedToCreate,
): RowsOfCreate {
	const { partyId, touchpointCode, at, protocol, operatorId } = job;
	const { categoryCode, typeCode, status, resolution, origin } = job;
	const { caseData, assigneeGroupCode, idempotency } = job;
	const { caseId, firstCommentId, firstAttachmentId } = allotted;
	const row = {
		id: caseId,
		partyId,
		operatorId,
		touchpointCode,
		categoryCode,
		typeCode,
		status,
		resolution,
		assigneeOperatorId: null,
		assigneeGroupCode,
		caseData: JSON.stringify(caseData),
		protocol,
		activity: origin.activity,
		tags: origin.tags.length === 0 ? null : JSON.stringify(origin.tags),
		source: origin.source,
		createdAt: at,
		numberedAt: allotted.numberedAt,
		updatedAt: at,
		version: 1,
	};
	const owner = { partyId, caseId, at };
	const assignee = { kind: "group", groupCode: assigneeGroupCode };
	const after = { categoryCode, typeCode, status, resolution, assignee };
	const event = {
		partyId,
		caseId,
		kind: "CREATED",
		at,
		protocol,
		touchpointCode,
		actorKind: job.actorKind,
		operatorId,
		before: null,
		after: JSON.stringify({ ...after, caseData }),
	} as const;
	const made = { caseId, commentId: null, attachmentId: null, at };
	return {
		case: { ...row, rowChecksum: rowChecksum("case", row) },
		comments: job.comments.map((description, index) =>
			commentRow(firstCommentId + index, owner, description),
		),
		attachments: job.attachments.map((file, index) =>
			attachmentRow(firstAttachmentId + index, owner, file),
		),
		event: chainEvent(event, allotted.event),
		key: idempotency && keyRow(idempotency, made, allotted.keyClock),
	};
}
