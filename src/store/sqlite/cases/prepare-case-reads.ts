import type { Case } from "../../../domain/cases/case.ts";
import type { CasePageQuery } from "../../../domain/ports/case-queries.ts";
import type { CaseReader } from "../../../domain/ports/case-reader.ts";
import { caseOf, isRowInScope } from "../../rows/case-of-row.ts";
import { asc } from "../connection/drizzle.ts";
import { isAmongIds } from "../connection/is-among-ids.ts";
import {
	type ConnectedDatabase,
	prepareStoredRead,
} from "../connection/statements.ts";
import { caseAttachments, caseComments, cases } from "../schema.ts";
import { type CaseRow, caseColumns } from "./case-columns.ts";
import { prepareCasePages } from "./prepare-case-pages.ts";
import { prepareCheckedRead } from "./prepare-checked-read.ts";

/** Statements that read cases, prepared once. A page costs three of them, however many cases it holds. */
export function prepareCaseReads(db: ConnectedDatabase): CaseReader {
	const byIds = prepareStoredRead(db, {
		columns: caseColumns,
		from: cases,
		where: isAmongIds(cases.id),
	});
	const checked = prepareCheckedRead(db);
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
	function whole(rows: readonly CaseRow[]): readonly Case[] {
		if (rows.length === 0) return [];
		const ids = JSON.stringify(rows.map(({ id }) => id));
		const comments = Map.groupBy(commentsOf.all({ ids }), (row) => row.caseId);
		const attachments = Map.groupBy(
			attachmentsOf.all({ ids }),
			(row) => row.caseId,
		);
		return rows.map((row) =>
			caseOf(row, comments.get(row.id) ?? [], attachments.get(row.id) ?? []),
		);
	}

	/** In one view of the database: what another process changes meanwhile is on a page once. */
	const findPage = db.$client.transaction((query: CasePageQuery) =>
		whole(pages.findRows(query)),
	);

	return {
		findById: async (id, scope) => checked(id, scope),
		findByIds: async (ids, scope) => {
			const rows = byIds.all({ ids: JSON.stringify(ids) });
			return whole(rows.filter((row) => isRowInScope(row, scope)));
		},
		findPage: async (query) => findPage(query),
		count: async (selection) => pages.count(selection),
		async findCaseIds(part, ids) {
			const rows = caseIds[part].all({ ids: JSON.stringify(ids) });
			return new Map(rows.map(({ id, caseId }) => [id, caseId]));
		},
	};
}
