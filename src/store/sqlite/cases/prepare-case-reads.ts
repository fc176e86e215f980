import type { Case } from "../../../domain/cases/case.ts";
import type { CaseScope } from "../../../domain/cases/case-scope.ts";
import type { CasePageQuery } from "../../../domain/ports/case-queries.ts";
import type {
	StoredAttachment,
	StoredUpload,
} from "../../../domain/ports/stored-files.ts";
import { asc, eq, type SQLiteColumn, sql } from "../drizzle.ts";
import { requireIntact, type SealedRow } from "../integrity/row-checksum.ts";
import { isAmongIds } from "../is-among-ids.ts";
import { caseAttachments, caseComments, cases, uploads } from "../schema.ts";
import { type ConnectedDatabase, prepareStoredRead } from "../statements.ts";
import {
	attachmentOf,
	type CaseRow,
	caseColumns,
	caseOf,
	commentOf,
	isRowInScope,
} from "./case-columns.ts";
import { prepareCasePages } from "./prepare-case-pages.ts";
import { prepareCheckedRead } from "./prepare-checked-read.ts";
import { prepareUploadCount } from "./prepare-upload-count.ts";

/** Statements that read cases, prepared once. A page costs three of them, however many cases it holds. */
export function prepareCaseReads(db: ConnectedDatabase) {
	const byIds = prepareStoredRead(db, {
		columns: caseColumns,
		from: cases,
		where: isAmongIds(cases.id),
	});
	const pages = prepareCasePages(db);
	const commentsOf = prepareStoredRead(db, {
		columns: {
			caseId: caseComments.caseId,
			id: caseComments.id,
			description: caseComments.description,
		},
		from: caseComments,
		where: isAmongIds(caseComments.caseId),
		orderBy: [asc(caseComments.caseId), asc(caseComments.id)],
	});
	const attachmentsOf = prepareStoredRead(db, {
		columns: {
			caseId: caseAttachments.caseId,
			id: caseAttachments.id,
			fileName: caseAttachments.fileName,
			contentType: caseAttachments.contentType,
			size: caseAttachments.size,
		},
		from: caseAttachments,
		where: isAmongIds(caseAttachments.caseId),
		orderBy: [asc(caseAttachments.caseId), asc(caseAttachments.id)],
	});
	const attachmentById = db
		.select()
		.from(caseAttachments)
		.where(eq(caseAttachments.id, sql.placeholder("id")))
		.prepare();

	const caseIdsOf = (part: typeof caseComments | typeof caseAttachments) =>
		db
			.select({ id: part.id, caseId: part.caseId })
			.from(part)
			.where(isAmongIds(part.id))
			.prepare();
	const caseIds = {
		comment: caseIdsOf(caseComments),
		attachment: caseIdsOf(caseAttachments),
	};
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
		const comments = byCase(commentsOf.all({ ids }), commentOf);
		const attachments = byCase(attachmentsOf.all({ ids }), attachmentOf);
		return rows.map((row) =>
			caseOf(row, comments.get(row.id) ?? [], attachments.get(row.id) ?? []),
		);
	}

	/** In one view of the database: what another process changes meanwhile is on a page once. */
	const findPage = db.$client.transaction((query: CasePageQuery) =>
		whole(pages.findRows(query)),
	);

	return {
		findById: prepareCheckedRead(db),
		findByIds(
			ids: readonly number[],
			scope: CaseScope | null,
		): readonly Case[] {
			const rows = byIds.all({ ids: JSON.stringify(ids) });
			return whole(rows.filter((row) => isRowInScope(row, scope)));
		},
		findCaseIds(
			part: keyof typeof caseIds,
			ids: readonly number[],
		): ReadonlyMap<number, number> {
			const rows = caseIds[part].all({ ids: JSON.stringify(ids) });
			return new Map(rows.map(({ id, caseId }) => [id, caseId]));
		},
		findPage: (query: CasePageQuery): readonly Case[] => findPage(query),
		count: pages.count,
		countUploads: prepareUploadCount(db),
		findUpload(id: number): StoredUpload | null {
			return intact("upload", uploadById.get({ id }));
		},
		findAttachment(id: number): StoredAttachment | null {
			return intact("attachment", attachmentById.get({ id }));
		},
		hasFile(storageName: string): boolean {
			return byStorageName.get({ storageName }) !== undefined;
		},
	};
}

/** A row that is as it was written; null for none. */
function intact<
	Kind extends "upload" | "attachment",
	Row extends SealedRow<Kind> & { readonly rowDigest: string },
>(kind: Kind, row: Row | undefined): Row | null {
	if (row) requireIntact(kind, row);
	return row ?? null;
}

/** What hangs on cases, by the case that it hangs on. */
function byCase<Row extends { readonly caseId: number }, Part>(
	rows: readonly Row[],
	partOf: (row: Row) => Part,
): ReadonlyMap<number, readonly Part[]> {
	const grouped = new Map<number, Part[]>();
	for (const row of rows) {
		const own = grouped.get(row.caseId);
		if (own) own.push(partOf(row));
		else grouped.set(row.caseId, [partOf(row)]);
	}
	return grouped;
}
