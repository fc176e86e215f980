import type { CaseReader } from "../../../domain/ports/case-reader.ts";
import { caseOf, isRowInScope } from "../../rows/case-of-row.ts";
import { sql } from "../connection/drizzle.ts";
import { isAnyOf } from "../connection/is-any-of.ts";
import { prepareRead, type Run } from "../connection/statements.ts";
import { caseAttachments, caseComments, cases } from "../schema.ts";
import {
	type ListedRow,
	listed,
	prepareCasePages,
} from "./prepare-case-pages.ts";
import { prepareCheckedRead } from "./prepare-checked-read.ts";

/** Statements that read cases, prepared once. A page costs one of them, with all that hangs on its cases. */
export function prepareCaseReads(run: Run): CaseReader {
	const byIds = prepareRead<ListedRow>(
		run,
		sql`SELECT ${listed} FROM ${cases} WHERE ${isAnyOf(cases.id, "ids")}`,
	);
	const checked = prepareCheckedRead(run);
	const pages = prepareCasePages(run);
	const caseIdsOf = (part: typeof caseComments | typeof caseAttachments) =>
		prepareRead<{ readonly id: number; readonly caseId: number }>(
			run,
			sql`SELECT ${part.id} AS "id", ${part.caseId} AS "caseId" FROM ${part} WHERE ${isAnyOf(part.id, "ids")}`,
		);
	const caseIds = {
		comment: caseIdsOf(caseComments),
		attachment: caseIdsOf(caseAttachments),
	};

	return {
		findById: checked,
		async findByIds(ids, scope) {
			const rows = await byIds({ ids });
			return rows.filter((row) => isRowInScope(row, scope)).map(whole);
		},
		findPage: async (query) => (await pages.findRows(query)).map(whole),
		count: pages.count,
		async findCaseIds(part, ids) {
			const rows = await caseIds[part]({ ids });
			return new Map(rows.map(({ id, caseId }) => [id, caseId]));
		},
	};
}

function whole(row: ListedRow) {
	return caseOf(row, row.comments, row.attachments);
}
