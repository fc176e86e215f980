import { getTableColumns, type SQL, sql } from "../connection/drizzle.ts";
import {
	type Columns,
	type ReadRow,
	selectList,
} from "../connection/statements.ts";
import { caseAttachments, caseComments, cases } from "../schema.ts";

/** The columns of a case that a caller may see something of. */
export const caseColumns = {
	id: cases.id,
	partyId: cases.partyId,
	touchpointCode: cases.touchpointCode,
	categoryCode: cases.categoryCode,
	typeCode: cases.typeCode,
	status: cases.status,
	resolution: cases.resolution,
	caseData: cases.caseData,
	assigneeOperatorId: cases.assigneeOperatorId,
	assigneeGroupCode: cases.assigneeGroupCode,
	createdAt: cases.createdAt,
	updatedAt: cases.updatedAt,
	version: cases.version,
};

export const commentColumns = {
	id: caseComments.id,
	description: caseComments.description,
};

export const attachmentColumns = {
	id: caseAttachments.id,
	fileName: caseAttachments.fileName,
	contentType: caseAttachments.contentType,
	size: caseAttachments.size,
};

/** Every column of a row that has a checksum. */
export const wholeColumns = {
	case: getTableColumns(cases),
	comment: getTableColumns(caseComments),
	attachment: getTableColumns(caseAttachments),
};

/** A case with what hangs on it, as one row: the statement sees one state of the database. */
export type WholeRow<
	Case extends Columns,
	Comment extends Columns,
	Attachment extends Columns,
> = ReadRow<Case> & {
	readonly comments: readonly ReadRow<Comment>[];
	readonly attachments: readonly ReadRow<Attachment>[];
};

type PartTable = typeof caseComments | typeof caseAttachments;

/** What hangs on a case of the row source `cases`, oldest first, as one list. */
export function partsOf(table: PartTable, columns: Columns): SQL {
	return sql`(SELECT coalesce(json_agg(part ORDER BY part.id), '[]') FROM (
		SELECT ${selectList(columns)} FROM ${table} WHERE ${table.bucket} = ${cases.bucket} AND ${table.caseId} = ${cases.id}
	) AS part)`;
}
