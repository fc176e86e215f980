import { and, eq, lt, sql } from "drizzle-orm";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import type {
	CaseEvent,
	CaseEventKind,
	CaseEventState,
} from "../../domain/case/case-event.ts";
import type { NewAttachment, NewUpload } from "../../domain/store.ts";
import {
	caseAttachments,
	caseComments,
	caseEvents,
	uploads,
} from "./schema.ts";
import { everyColumn, rowId } from "./statements.ts";
import { prepareUploadCount } from "./upload-count.ts";

type Owner = Pick<CaseEvent, "partyId" | "caseId" | "at">;
type Origin = Owner &
	Pick<CaseEvent, "door" | "touchpointCode" | "actorKind" | "operatorId">;

/** Statements that write what hangs on a case, prepared once; each function runs inside the writer's transaction. */
export function prepareCasePartWrites(db: BetterSQLite3Database) {
	const insertComment = db
		.insert(caseComments)
		.values(everyColumn(caseComments, "id"))
		.prepare();
	const setComment = db
		.update(caseComments)
		.set({
			description: sql`${sql.placeholder("description")}`,
			updatedAt: sql`${sql.placeholder("at")}`,
		})
		.where(
			and(
				eq(caseComments.id, sql.placeholder("id")),
				eq(caseComments.caseId, sql.placeholder("caseId")),
			),
		)
		.prepare();
	const insertAttachment = db
		.insert(caseAttachments)
		.values(everyColumn(caseAttachments, "id"))
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
	const insertEvent = db
		.insert(caseEvents)
		.values(everyColumn(caseEvents, "id"))
		.prepare();
	const insertUpload = db
		.insert(uploads)
		.values(everyColumn(uploads, "id"))
		.prepare();
	const countUploads = prepareUploadCount(db);
	const selectUpload = db
		.select({ id: uploads.id })
		.from(uploads)
		.where(eq(uploads.id, sql.placeholder("id")))
		.prepare();
	const deleteUpload = db
		.delete(uploads)
		.where(eq(uploads.id, sql.placeholder("id")))
		.prepare();

	return {
		addComment({ partyId, caseId, at }: Owner, description: string): number {
			const times = { createdAt: at, updatedAt: at };
			return rowId(
				insertComment.run({ partyId, caseId, description, ...times }),
			);
		},
		setComment({ caseId, at }: Owner, id: number, description: string) {
			setComment.run({ id, caseId, description, at });
		},
		addAttachment(
			{ partyId, caseId, at }: Owner,
			{ uploadId: _, ...attachment }: NewAttachment,
		): number {
			return rowId(
				insertAttachment.run({
					partyId,
					caseId,
					createdAt: at,
					...attachment,
				}),
			);
		},
		removeAttachment({ caseId }: Owner, id: number) {
			deleteAttachment.run({ id, caseId });
		},
		addEvent(
			origin: Origin,
			kind: CaseEventKind,
			before: CaseEventState | null,
			after: CaseEventState | null,
		) {
			insertEvent.run({
				...origin,
				kind,
				before: before && JSON.stringify(before),
				after: after && JSON.stringify(after),
			});
		},
		/** Whether every upload that attachments name is still there. */
		hasUploads(attachments: readonly NewAttachment[]): boolean {
			return uploadIds(attachments).every((id) => selectUpload.get({ id }));
		},
		/** Uses up the uploads that attachments name. */
		takeUploads(attachments: readonly NewAttachment[]) {
			for (const id of uploadIds(attachments)) deleteUpload.run({ id });
		},
		addUpload(
			{ uploadId: _, ...upload }: NewUpload,
			most: number,
		): number | null {
			if (countUploads(upload) >= most) return null;
			return rowId(insertUpload.run(upload));
		},
		removeUploads(olderThan: number): number {
			return db.delete(uploads).where(lt(uploads.createdAt, olderThan)).run()
				.changes;
		},
	};
}

function uploadIds(attachments: readonly NewAttachment[]): number[] {
	return attachments
		.map(({ uploadId }) => uploadId)
		.filter((id) => id !== undefined);
}

export type CasePartWrites = ReturnType<typeof prepareCasePartWrites>;
