import type {
	Assignee,
	Case,
	CaseAttachment,
	CaseComment,
} from "../../domain/cases/case.ts";
import { type CaseScope, isInScope } from "../../domain/cases/case-scope.ts";
import { requireIntact } from "../integrity/row-checksum.ts";
import type { AttachmentRow, CaseRow, CommentRow } from "./row-types.ts";

/** The columns of a case that a caller may see something of; `caseData` is its JSON. */
type VisibleColumns = Omit<
	Case,
	"comments" | "caseData" | "attachments" | "assignee"
> &
	AssigneeColumns & { readonly caseData: string };

type AssigneeColumns = {
	readonly assigneeOperatorId: number | null;
	readonly assigneeGroupCode: string | null;
};

/** A case from its row and the rows of what hangs on it. */
export function caseOf(
	row: VisibleColumns,
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
		comments: comments.map(commentOf),
		caseData: JSON.parse(row.caseData),
		attachments: attachments.map(attachmentOf),
		assignee: assigneeOf(row),
		createdAt: row.createdAt,
		updatedAt: row.updatedAt,
		version: row.version,
	};
}

/** The same, every row compared with its checksum. Lists do without: there it would cost most of a read. */
export function checkedCaseOf(
	row: CaseRow,
	comments: readonly CommentRow[],
	attachments: readonly AttachmentRow[],
): Case {
	requireIntact("case", row);
	for (const comment of comments) requireIntact("comment", comment);
	for (const attachment of attachments) requireIntact("attachment", attachment);
	return caseOf(row, comments, attachments);
}

/** Whether the case of a row is in a scope; null has all cases in it. */
export function isRowInScope(
	row: Pick<VisibleColumns, "partyId" | "typeCode"> & AssigneeColumns,
	scope: CaseScope | null,
): boolean {
	if (scope === null) return true;
	const { partyId, typeCode } = row;
	return isInScope({ partyId, typeCode, assignee: assigneeOf(row) }, scope);
}

function assigneeOf({
	assigneeOperatorId: operatorId,
	assigneeGroupCode: groupCode,
}: AssigneeColumns): Assignee | null {
	if (operatorId !== null) return { kind: "operator", operatorId };
	return groupCode === null ? null : { kind: "group", groupCode };
}

function commentOf({ id, description }: CaseComment): CaseComment {
	return { id, description };
}

function attachmentOf({
	id,
	fileName,
	contentType,
	size,
}: CaseAttachment): CaseAttachment {
	return { id, fileName, contentType, size };
}
