import type {
	CreateCaseJob,
	CreateCaseResult,
} from "../../../domain/ports/create-jobs.ts";
import {
	type ConnectedDatabase,
	type CurrentVersions,
	isStale,
	prepareInsert,
} from "../connection/statements.ts";
import type { TransactionState } from "../connection/transaction-state.ts";
import { rowChecksum } from "../integrity/row-checksum.ts";
import { cases } from "../schema.ts";
import type { CasePartWrites } from "./case-part-writes.ts";
import type { KeyWrites } from "./key-writes.ts";

/** The write of a create, its statements prepared once; runs inside the writer's transaction. */
export function prepareCaseWrites(
	db: ConnectedDatabase,
	state: TransactionState,
	parts: CasePartWrites,
	keys: KeyWrites,
) {
	const insertCase = prepareInsert(db, cases);

	return function createCase(
		job: CreateCaseJob,
		current: CurrentVersions,
	): CreateCaseResult {
		if (isStale(job, current)) return { kind: "stale" };
		const repeated = keys.repeat(job.idempotency);
		if (repeated) return repeated;
		if (!parts.hasUploads(job.attachments)) return { kind: "uploadGone" };
		parts.takeUploads(job.attachments);
		const { partyId, touchpointCode, at, protocol, operatorId, actorKind } =
			job;
		const { categoryCode, typeCode, status, resolution, origin } = job;
		const { caseData, assigneeGroupCode } = job;
		const id = state.nextId("cases");
		const row = {
			id,
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
		};
		insertCase({
			...row,
			rowChecksum: rowChecksum("case", row),
			numberedAt: state.numberAt(at),
			updatedAt: at,
			version: 1,
		});
		const owner = { partyId, caseId: id, at };
		const commentIds = job.comments.map((text) =>
			parts.addComment(owner, text),
		);
		const attachmentIds = job.attachments.map((attachment) =>
			parts.addAttachment(owner, attachment),
		);
		const assignee = { kind: "group", groupCode: assigneeGroupCode } as const;
		parts.addEvent(
			{ ...owner, protocol, touchpointCode, actorKind, operatorId },
			"CREATED",
			null,
			{ categoryCode, typeCode, status, resolution, assignee, caseData },
		);
		const made = { caseId: id, commentId: null, attachmentId: null, at };
		keys.addKey(job.idempotency, made, current.keyClock);
		return { kind: "created", id, commentIds, attachmentIds };
	};
}

export type CreateCase = ReturnType<typeof prepareCaseWrites>;
