import type {
	Assignee,
	Case,
	CaseAttachment,
	CaseComment,
} from "../../../domain/cases/case.ts";
import { type CaseScope, isInScope } from "../../../domain/cases/case-scope.ts";
import type { ReadRow } from "../connection/statements.ts";
import { cases } from "../schema.ts";

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

export type CaseRow = ReadRow<typeof caseColumns>;

/** A case from its row and what hangs on it. */
export function caseOf(
	row: CaseRow,
	comments: readonly CaseComment[],
	attachments: readonly CaseAttachment[],
): Case {
	return {
		id: row.id,
		partyId: row.partyId,
		touchpointCode: row.touchpointCode,
		categoryCode: row.categoryCode,
		typeCode: row.typeCode,
		status: row.status,
		resolution: row.resolution,
		comments,
		caseData: JSON.parse(row.caseData),
		attachments,
		assignee: assigneeOf(row),
		createdAt: row.createdAt,
		updatedAt: row.updatedAt,
		version: row.version,
	};
}

/** Whether the case of a row is in a scope; null has all cases in it. */
export function isRowInScope(
	row: Pick<CaseRow, "partyId" | "typeCode" | OwnerColumn>,
	scope: CaseScope | null,
): boolean {
	if (scope === null) return true;
	const { partyId, typeCode } = row;
	return isInScope({ partyId, typeCode, assignee: assigneeOf(row) }, scope);
}

type OwnerColumn = "assigneeOperatorId" | "assigneeGroupCode";

function assigneeOf({
	assigneeOperatorId: operatorId,
	assigneeGroupCode: groupCode,
}: Pick<CaseRow, OwnerColumn>): Assignee | null {
	if (operatorId !== null) return { kind: "operator", operatorId };
	return groupCode === null ? null : { kind: "group", groupCode };
}

/** The part of a row of comments that belongs to the case. */
export function commentOf({ id, description }: CaseComment): CaseComment {
	return { id, description };
}

export function attachmentOf({
	id,
	fileName,
	contentType,
	size,
}: CaseAttachment): CaseAttachment {
	return { id, fileName, contentType, size };
}
