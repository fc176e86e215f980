import type { Assignee, Case } from "../../domain/case/case.ts";
import { cases } from "./schema.ts";

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

export type CaseRow = Omit<Case, "comments" | "attachments" | "assignee"> & {
	readonly assigneeOperatorId: number | null;
	readonly assigneeGroupCode: string | null;
};

export function assigneeOf({
	assigneeOperatorId: operatorId,
	assigneeGroupCode: groupCode,
}: Pick<CaseRow, "assigneeOperatorId" | "assigneeGroupCode">): Assignee | null {
	if (operatorId !== null) return { kind: "operator", operatorId };
	return groupCode === null ? null : { kind: "group", groupCode };
}
