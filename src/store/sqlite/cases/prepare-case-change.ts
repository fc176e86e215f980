import { repeatOf } from "../../../domain/cases/idempotency/find-earlier.ts";
import type {
	ChangeCaseJob,
	ChangeCaseResult,
} from "../../../domain/ports/change-job.ts";
import { isStale } from "../../current-versions.ts";
import { countEventsOfChange } from "../../rows/events-of-change.ts";
import type { CaseRow } from "../../rows/row-types.ts";
import { rowsOfChange } from "../../rows/rows-of-change.ts";
import { and, eq, sql } from "../connection/drizzle.ts";
import {
	type ConnectedDatabase,
	prepareStoredRead,
} from "../connection/statements.ts";
import type { TransactionState } from "../connection/transaction-state.ts";
import { caseAttachments, caseComments, cases } from "../schema.ts";
import type { KeyWrites } from "./key-writes.ts";
import type { RowInserts } from "./prepare-row-inserts.ts";
import type { UploadWrites } from "./prepare-upload-writes.ts";

/** The write of a change: compare the version, then execute its rows. Runs inside the writer's transaction. */
export function prepareCaseChange(
	db: ConnectedDatabase,
	insert: RowInserts,
	state: TransactionState,
	uploads: UploadWrites,
	keys: KeyWrites,
) {
	const isCase = eq(cases.id, sql.placeholder("id"));
	const selectCase = prepareStoredRead(db, {
		from: cases,
		where: and(isCase, eq(cases.version, sql.placeholder("version"))),
	});
	const raised = {
		version: sql`${sql.placeholder("version")}`,
		updatedAt: sql`${sql.placeholder("updatedAt")}`,
	};
	const raiseCase = db.update(cases).set(raised).where(isCase).prepare();
	const updateCase = db
		.update(cases)
		.set({
			...raised,
			categoryCode: sql`${sql.placeholder("categoryCode")}`,
			typeCode: sql`${sql.placeholder("typeCode")}`,
			status: sql`${sql.placeholder("status")}`,
			resolution: sql`${sql.placeholder("resolution")}`,
			caseData: sql`${sql.placeholder("caseData")}`,
			assigneeOperatorId: sql`${sql.placeholder("assigneeOperatorId")}`,
			assigneeGroupCode: sql`${sql.placeholder("assigneeGroupCode")}`,
			rowChecksum: sql`${sql.placeholder("rowChecksum")}`,
		})
		.where(isCase)
		.prepare();
	const isCommentOfCase = and(
		eq(caseComments.id, sql.placeholder("id")),
		eq(caseComments.caseId, sql.placeholder("caseId")),
	);
	const selectComment = prepareStoredRead(db, {
		from: caseComments,
		where: isCommentOfCase,
	});
	const updateComment = db
		.update(caseComments)
		.set({
			description: sql`${sql.placeholder("description")}`,
			updatedAt: sql`${sql.placeholder("updatedAt")}`,
			rowChecksum: sql`${sql.placeholder("rowChecksum")}`,
		})
		.where(isCommentOfCase)
		.prepare();
	const deleteAttachment = db
		.delete(caseAttachments)
		.where(
			and(
				eq(caseAttachments.id, sql.placeholder("id")),
				eq(caseAttachments.caseId, sql.placeholder("caseId")),
			),
		)
		.prepare();

	function findComment(caseId: number, id: number | undefined) {
		if (id === undefined) return null;
		return selectComment.get({ id, caseId }) ?? null;
	}

	/** The rows of a change of a case that was found as it was decided on. */
	function rowsOf(job: ChangeCaseJob, found: CaseRow) {
		const { caseId, addComments, addAttachments, updateComment } = job;
		const allotted = {
			firstCommentId: state.nextId("case_comments", addComments.length),
			firstAttachmentId: state.nextId(
				"case_attachments",
				addAttachments.length,
			),
			...state.nextEvents(countEventsOfChange(job)),
			keyClock: state.versions.keyClock,
		};
		const comment = findComment(caseId, updateComment?.before.id);
		return rowsOfChange(job, allotted, { case: found, comment });
	}

	return function changeCase(job: ChangeCaseJob): ChangeCaseResult {
		if (isStale(job, state.versions)) return { kind: "stale" };
		const { caseId, version, idempotency } = job;
		const earlier = idempotency && keys.findKey(idempotency);
		if (earlier) return repeatOf(earlier, idempotency.digest);
		if (!uploads.hasUploads(job.addAttachments)) return { kind: "uploadGone" };
		const found = selectCase.get({ id: caseId, version });
		if (!found) return { kind: "conflict" };
		uploads.takeUploads(job.addAttachments);
		const rows = rowsOf(job, found);
		if (rows.columns)
			updateCase.run({ id: caseId, ...rows.raised, ...rows.columns });
		else raiseCase.run({ id: caseId, ...rows.raised });
		for (const comment of rows.comments) insert.comment(comment);
		if (rows.updatedComment) updateComment.run(rows.updatedComment);
		for (const attachment of rows.attachments) insert.attachment(attachment);
		if (rows.removedAttachmentId !== null)
			deleteAttachment.run({ id: rows.removedAttachmentId, caseId });
		for (const event of rows.events) insert.event(event);
		state.chainEnd = rows.events.at(-1) ?? state.chainEnd;
		if (rows.key) insert.key(rows.key);
		return {
			kind: "changed",
			commentIds: rows.comments.map(({ id }) => id),
			attachmentIds: rows.attachments.map(({ id }) => id),
		};
	};
}
