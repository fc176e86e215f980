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
