import type {
	CaseChange,
	ChangeCaseJob,
	ChangeCaseResult,
	ChangedCase,
} from "../../../domain/ports/change-job.ts";
import {
	and,
	type BetterSQLite3Database,
	eq,
	sql,
} from "../connection/drizzle.ts";
import { type CurrentVersions, isStale } from "../connection/statements.ts";
import { requireIntact, rowChecksum } from "../integrity/row-checksum.ts";
import { cases } from "../schema.ts";
import type { CasePartWrites } from "./case-part-writes.ts";
import type { KeyWrites } from "./key-writes.ts";

/** The write of a change: compare the version, set, and say in events what was done. Runs inside the writer's transaction. */
export function prepareCaseChange(
	db: BetterSQLite3Database,
	parts: CasePartWrites,
	keys: KeyWrites,
) {
	const isAsDecided = and(
		eq(cases.id, sql.placeholder("id")),
		eq(cases.version, sql.placeholder("version")),
	);
	const raised = {
		version: sql`${cases.version} + 1`,
		updatedAt: sql`${sql.placeholder("at")}`,
	};
	const selectCase = db.select().from(cases).where(isAsDecided).prepare();
	const touch = db.update(cases).set(raised).where(isAsDecided).prepare();
	const set = db
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
		.where(isAsDecided)
		.prepare();

	/** Whether the case still was as it was decided on, and now is as it was decided to be. */
	function write({ caseId, version, at, change }: ChangeCaseJob): boolean {
		const decidedOn = { id: caseId, version };
		if (!change) return touch.run({ ...decidedOn, at }).changes > 0;
		const found = selectCase.get(decidedOn);
		if (!found) return false;
		requireIntact("case", {
			...found,
			caseData: JSON.stringify(found.caseData),
		});
		const columns = columnsOf(change);
		const checksum = rowChecksum("case", { ...found, ...columns });
		set.run({ ...decidedOn, at, ...columns, rowChecksum: checksum });
		return true;
	}

	return function changeCase(
		job: ChangeCaseJob,
		current: CurrentVersions,
	): ChangeCaseResult {
		if (isStale(job, current)) return { kind: "stale" };
		const repeated = keys.repeat(job.idempotency);
		if (repeated) return repeated;
		if (!parts.hasUploads(job.addAttachments)) return { kind: "uploadGone" };
		if (!write(job)) return { kind: "conflict" };
		parts.takeUploads(job.addAttachments);
		const written = writeParts(job);
		const { caseId, at } = job;
		const [commentId = null] = written.commentIds;
		const [attachmentId = null] = written.attachmentIds;
		const made = { caseId, commentId, attachmentId, at };
		keys.addKey(job.idempotency, made, current.keyClock);
		return written;
	};

	function writeParts(job: ChangeCaseJob): ChangedCase {
		const { change, updateComment, removeAttachment } = job;
		if (change && hasMembers(change.after))
			parts.addEvent(job, change.kind, change.before, change.after);
		const commentIds = job.addComments.map((description) => {
			const id = parts.addComment(job, description);
			const comment = { id, description };
			parts.addEvent(job, "COMMENT_ADDED", null, { comment });
			return id;
		});
		if (updateComment) {
			const { before, after } = updateComment;
			parts.setComment(job, after.id, after.description);
			parts.addEvent(
				job,
				"COMMENT_UPDATED",
				{ comment: before },
				{ comment: after },
			);
		}
		const attachmentIds = job.addAttachments.map((file) => {
			const id = parts.addAttachment(job, file);
			const { fileName, contentType, size } = file;
			const attachment = { id, fileName, contentType, size };
			parts.addEvent(job, "ATTACHMENT_ADDED", null, { attachment });
			return id;
		});
		if (removeAttachment) {
			parts.removeAttachment(job, removeAttachment.id);
			const before = { attachment: removeAttachment };
			parts.addEvent(job, "ATTACHMENT_DELETED", before, null);
		}
		return { kind: "changed", commentIds, attachmentIds };
	}
}

function hasMembers(state: object): boolean {
	return Object.keys(state).length > 0;
}

function columnsOf({ assignee, caseData, ...state }: CaseChange) {
	return {
		categoryCode: state.categoryCode,
		typeCode: state.typeCode,
		status: state.status,
		resolution: state.resolution,
		caseData: JSON.stringify(caseData),
		assigneeOperatorId:
			assignee?.kind === "operator" ? assignee.operatorId : null,
		assigneeGroupCode: assignee?.kind === "group" ? assignee.groupCode : null,
	};
}
