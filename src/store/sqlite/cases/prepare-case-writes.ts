import { repeatOf } from "../../../domain/cases/idempotency/find-earlier.ts";
import type {
	CreateCaseJob,
	CreateCaseResult,
} from "../../../domain/ports/create-jobs.ts";
import { isStale } from "../../current-versions.ts";
import { rowsOfCreate } from "../../rows/rows-of-create.ts";
import type { TransactionState } from "../connection/transaction-state.ts";
import type { KeyWrites } from "./key-writes.ts";
import type { RowInserts } from "./prepare-row-inserts.ts";
import type { UploadWrites } from "./prepare-upload-writes.ts";

export type CreateCase = (job: CreateCaseJob) => CreateCaseResult;

/** The write of a create; runs inside the writer's transaction. */
export function prepareCaseWrites(
	insert: RowInserts,
	state: TransactionState,
	uploads: UploadWrites,
	keys: KeyWrites,
): CreateCase {
	return function createCase(job) {
		if (isStale(job, state.versions)) return { kind: "stale" };
		const { attachments, comments, idempotency } = job;
		const earlier = idempotency && keys.findKey(idempotency);
		if (earlier) return repeatOf(earlier, idempotency.digest);
		if (attachments.length > 0) {
			if (!uploads.hasUploads(attachments)) return { kind: "uploadGone" };
			uploads.takeUploads(attachments);
		}
		const rows = rowsOfCreate(job, {
			caseId: state.nextId("cases", 1),
			firstCommentId: state.nextId("case_comments", comments.length),
			firstAttachmentId: state.nextId("case_attachments", attachments.length),
			event: state.nextEvent(),
			numberedAt: state.numberAt(job.at),
			keyClock: state.versions.keyClock,
		});
		const commentIds: number[] = [];
		const attachmentIds: number[] = [];
		insert.case(rows.case);
		for (const comment of rows.comments) {
			insert.comment(comment);
			commentIds.push(comment.id);
		}
		for (const attachment of rows.attachments) {
			insert.attachment(attachment);
			attachmentIds.push(attachment.id);
		}
		insert.event(rows.event);
		state.chainEnd = rows.event;
		if (rows.key) insert.key(rows.key);
		return { kind: "created", id: rows.case.id, commentIds, attachmentIds };
	};
}
