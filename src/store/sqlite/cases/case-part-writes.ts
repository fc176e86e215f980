import type {
	CaseEvent,
	CaseEventKind,
	CaseEventState,
} from "../../../domain/cases/events/case-event.ts";
import type {
	NewAttachment,
	NewUpload,
} from "../../../domain/ports/stored-files.ts";
import { and, eq, lt, sql } from "../connection/drizzle.ts";
import {
	type ConnectedDatabase,
	prepareInsert,
} from "../connection/statements.ts";
import type { TransactionState } from "../connection/transaction-state.ts";
import { chainHash } from "../integrity/event-chain.ts";
import { requireIntact, rowChecksum } from "../integrity/row-checksum.ts";
import {
	caseAttachments,
	caseComments,
	caseEvents,
	uploads,
} from "../schema.ts";
import { prepareUploadCount } from "./prepare-upload-count.ts";

type Owner = Pick<CaseEvent, "partyId" | "caseId" | "at">;
type Origin = Owner &
	Pick<CaseEvent, "protocol" | "touchpointCode" | "actorKind" | "operatorId">;

/** Statements that write what hangs on a case, prepared once; each function runs inside the writer's transaction. */
export function prepareCasePartWrites(
	db: ConnectedDatabase,
	state: TransactionState,
) {
	const insertComment = prepareInsert(db, caseComments);
	const isComment = and(
		eq(caseComments.id, sql.placeholder("id")),
		eq(caseComments.caseId, sql.placeholder("caseId")),
	);
	const selectComment = db
		.select()
		.from(caseComments)
		.where(isComment)
		.prepare();
	const setComment = db
		.update(caseComments)
		.set({
			description: sql`${sql.placeholder("description")}`,
			updatedAt: sql`${sql.placeholder("updatedAt")}`,
			rowChecksum: sql`${sql.placeholder("rowChecksum")}`,
		})
		.where(isComment)
		.prepare();
	const insertAttachment = prepareInsert(db, caseAttachments);
	const deleteAttachment = db
		.delete(caseAttachments)
		.where(
			and(
				eq(caseAttachments.id, sql.placeholder("id")),
				eq(caseAttachments.caseId, sql.placeholder("caseId")),
			),
		)
		.prepare();
	const insertEvent = prepareInsert(db, caseEvents);
	const insertUpload = prepareInsert(db, uploads);
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
			const id = state.nextId("case_comments");
			const times = { createdAt: at, updatedAt: at };
			const row = { id, partyId, caseId, description, ...times };
			insertComment({ ...row, rowChecksum: rowChecksum("comment", row) });
			return id;
		},
		setComment({ caseId, at }: Owner, id: number, description: string) {
			const found = selectComment.get({ id, caseId });
			if (!found) throw new Error(`Comment ${id} of case ${caseId} is gone.`);
			requireIntact("comment", found);
			const row = { ...found, description, updatedAt: at };
			setComment.run({ ...row, rowChecksum: rowChecksum("comment", row) });
		},
		addAttachment(
			{ partyId, caseId, at }: Owner,
			{ uploadId: _, ...attachment }: NewAttachment,
		): number {
			const id = state.nextId("case_attachments");
			const row = { id, partyId, caseId, createdAt: at, ...attachment };
			insertAttachment({ ...row, rowChecksum: rowChecksum("attachment", row) });
			return id;
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
			const end = state.chainEnd();
			const event = {
				...origin,
				id: end.id + 1,
				kind,
				before: before && JSON.stringify(before),
				after: after && JSON.stringify(after),
			};
			const hash = chainHash(end.hash, event);
			insertEvent({ ...event, hash });
			state.lengthenChain({ id: event.id, hash });
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
			const row = { id: state.nextId("uploads"), ...upload };
			insertUpload({ ...row, rowChecksum: rowChecksum("upload", row) });
			return row.id;
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
