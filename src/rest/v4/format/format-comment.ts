import type { CaseComment } from "../../../domain/cases/case.ts";

/** `comment` of an answer to a note. */
export function formatComment(
	{ id, description }: CaseComment,
	caseId: number,
) {
	return { id, caseInstanceId: caseId, description };
}
