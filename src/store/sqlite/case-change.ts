import { and, eq, sql } from "drizzle-orm";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import type {
	CaseChange,
	ChangeCaseJob,
	ChangeCaseResult,
	Versions,
} from "../../domain/store.ts";
import type { CasePartWrites } from "./case-part-writes.ts";
import { cases } from "./schema.ts";
import { isStale } from "./statements.ts";

/** The write of a change: compare the version, set, and say in events what was done. Runs inside the writer's transaction. */
export function prepareCaseChange(
	db: BetterSQLite3Database,
	parts: CasePartWrites,
) {
	const isAsDecided = and(
		eq(cases.id, sql.placeholder("id")),
		eq(cases.version, sql.placeholder("version")),
	);
	const raised = {
		version: sql`${cases.version} + 1`,
		updatedAt: sql`${sql.placeholder("at")}`,
	};
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
		})
		.where(isAsDecided)
		.prepare();

	return function changeCase(
		job: ChangeCaseJob,
		current: Versions,
	): ChangeCaseResult {
		if (isStale(job, current)) return { kind: "stale" };
		if (!parts.hasUploads(job.addAttachments)) return { kind: "uploadGone" };
		const { caseId, at, version, change } = job;
		const found = { id: caseId, version, at };
		const { changes } = change
			? set.run({ ...found, ...columnsOf(change) })
			: touch.run(found);
		if (changes === 0) return { kind: "conflict" };
		parts.takeUploads(job.addAttachments);
		return writeParts(job);
	};

	function writeParts(job: ChangeCaseJob): ChangeCaseResult {
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
