import { asc, eq, sql } from "drizzle-orm";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type {
	Case,
	CaseAttachment,
	CaseComment,
} from "../../domain/case/case.ts";
import type {
	CasePageQuery,
	StoredAttachment,
	StoredComment,
	StoredUpload,
} from "../../domain/store.ts";
import { assigneeOf, type CaseRow, caseColumns } from "./case-columns.ts";
import { prepareCasePages } from "./case-pages.ts";
import { caseAttachments, caseComments, cases, uploads } from "./schema.ts";

/** Statements that read cases, prepared once. A page costs three of them, however many cases it holds. */
export function prepareCaseReads(db: BetterSQLite3Database) {
	const byId = db
		.select(caseColumns)
		.from(cases)
		.where(eq(cases.id, sql.placeholder("id")))
		.prepare();
	const pages = prepareCasePages(db);
	const commentsOf = db
		.select({
			caseId: caseComments.caseId,
			id: caseComments.id,
			description: caseComments.description,
		})
		.from(caseComments)
		.where(
			sql`${caseComments.caseId} IN (SELECT value FROM json_each(${sql.placeholder("ids")}))`,
		)
		.orderBy(asc(caseComments.caseId), asc(caseComments.id))
		.prepare();
	const attachmentsOf = db
		.select({
			caseId: caseAttachments.caseId,
			id: caseAttachments.id,
			fileName: caseAttachments.fileName,
			contentType: caseAttachments.contentType,
			size: caseAttachments.size,
		})
		.from(caseAttachments)
		.where(
			sql`${caseAttachments.caseId} IN (SELECT value FROM json_each(${sql.placeholder("ids")}))`,
		)
		.orderBy(asc(caseAttachments.caseId), asc(caseAttachments.id))
		.prepare();
	const attachmentById = db
		.select()
		.from(caseAttachments)
		.where(eq(caseAttachments.id, sql.placeholder("id")))
		.prepare();

	const commentById = db
		.select({
			id: caseComments.id,
			caseId: caseComments.caseId,
			description: caseComments.description,
		})
		.from(caseComments)
		.where(eq(caseComments.id, sql.placeholder("id")))
		.prepare();
	const uploadById = db
		.select()
		.from(uploads)
		.where(eq(uploads.id, sql.placeholder("id")))
		.prepare();
	const isStorageName = (column: SQLiteColumn) =>
		eq(column, sql.placeholder("storageName"));
	const byStorageName = db
		.select({ id: caseAttachments.id })
		.from(caseAttachments)
		.where(isStorageName(caseAttachments.storageName))
		.union(
			db
				.select({ id: uploads.id })
				.from(uploads)
				.where(isStorageName(uploads.storageName)),
		)
		.prepare();

	function whole(rows: readonly CaseRow[]): readonly Case[] {
		if (rows.length === 0) return [];
		const ids = JSON.stringify(rows.map(({ id }) => id));
		const comments = byCase<CaseComment>(commentsOf.all({ ids }));
		const attachments = byCase<CaseAttachment>(attachmentsOf.all({ ids }));
		return rows.map(({ assigneeOperatorId, assigneeGroupCode, ...row }) => ({
			...row,
			assignee: assigneeOf({ ...row, assigneeOperatorId, assigneeGroupCode }),
			comments: comments.get(row.id) ?? [],
			attachments: attachments.get(row.id) ?? [],
		}));
	}

	return {
		findById(id: number): Case | null {
			const row = byId.get({ id });
			return (row && whole([row])[0]) ?? null;
		},
		findPage(query: CasePageQuery): readonly Case[] {
			return whole(pages.findRows(query));
		},
		count: pages.count,
		findComment(id: number): StoredComment | null {
			return commentById.get({ id }) ?? null;
		},
		findUpload(id: number): StoredUpload | null {
			return uploadById.get({ id }) ?? null;
		},
		findAttachment(id: number): StoredAttachment | null {
			return attachmentById.get({ id }) ?? null;
		},
		hasFile(storageName: string): boolean {
			return byStorageName.get({ storageName }) !== undefined;
		},
	};
}

function byCase<Row>(rows: readonly (Row & { readonly caseId: number })[]) {
	const grouped = new Map<number, Row[]>();
	for (const { caseId, ...row } of rows) {
		const own = grouped.get(caseId);
		if (own) own.push(row as unknown as Row);
		else grouped.set(caseId, [row as unknown as Row]);
	}
	return grouped;
}
