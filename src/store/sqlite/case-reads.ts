import { and, asc, desc, eq, gt, lt, sql } from "drizzle-orm";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import type {
	Case,
	CaseAttachment,
	CaseComment,
} from "../../domain/case/case.ts";
import type { CasePageQuery, StoredAttachment } from "../../domain/store.ts";
import { caseAttachments, caseComments, cases } from "./schema.ts";

const caseColumns = {
	id: cases.id,
	partyId: cases.partyId,
	touchpointCode: cases.touchpointCode,
	categoryCode: cases.categoryCode,
	typeCode: cases.typeCode,
	status: cases.status,
	resolution: cases.resolution,
	caseData: cases.caseData,
	createdAt: cases.createdAt,
	updatedAt: cases.updatedAt,
	version: cases.version,
};

/** Statements that read cases, prepared once. A page costs three of them, however many cases it holds. */
export function prepareCaseReads(db: BetterSQLite3Database) {
	const byId = db
		.select(caseColumns)
		.from(cases)
		.where(eq(cases.id, sql.placeholder("id")))
		.prepare();
	const page = (order: typeof asc) =>
		db
			.select(caseColumns)
			.from(cases)
			.where(
				and(
					eq(cases.partyId, sql.placeholder("partyId")),
					gt(cases.id, sql.placeholder("above")),
					lt(cases.id, sql.placeholder("below")),
					sql`${cases.typeCode} NOT IN (SELECT value FROM json_each(${sql.placeholder("hidden")}))`,
				),
			)
			.orderBy(order(cases.id))
			.limit(sql.placeholder("limit"))
			.prepare();
	const newestFirst = page(desc);
	const oldestFirst = page(asc);
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

	const byStorageName = db
		.select({ id: caseAttachments.id })
		.from(caseAttachments)
		.where(eq(caseAttachments.storageName, sql.placeholder("storageName")))
		.prepare();

	type CaseRow = NonNullable<ReturnType<typeof byId.get>>;

	function whole(rows: readonly CaseRow[]): readonly Case[] {
		if (rows.length === 0) return [];
		const ids = JSON.stringify(rows.map(({ id }) => id));
		const comments = byCase<CaseComment>(commentsOf.all({ ids }));
		const attachments = byCase<CaseAttachment>(attachmentsOf.all({ ids }));
		return rows.map((row) => ({
			...row,
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
			const { partyId, above, below, limit, fromOldest } = query;
			const rows = (fromOldest ? oldestFirst : newestFirst).all({
				partyId,
				above: above ?? 0,
				below: below ?? Number.MAX_SAFE_INTEGER,
				hidden: JSON.stringify(query.hiddenTypeCodes),
				limit,
			});
			return whole(rows);
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
