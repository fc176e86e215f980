import type { Context } from "../../context.ts";
import type { Problem } from "../../problems/problem.ts";
import type { Case } from "../case.ts";

/** There is no such case, or not for this caller: the two are alike. */
export function caseNotFound(caseId: number): Problem {
	return {
		code: "CASE_NOT_FOUND",
		path: ["id"],
		message:
			caseId > 0
				? `There is no case ${caseId} that this caller may see.`
				: "The id names no case.",
	};
}

/** Why a case takes no change at all, or not this one; null when it takes it. */
export function refuseChange(
	{ catalogue }: Context,
	found: Case,
	expectedVersion: number | null,
): Problem | null {
	if (catalogue.finalStatuses.has(found.status))
		return {
			code: "CASE_ALREADY_CLOSED",
			path: ["id"],
			message: `Case ${found.id} has the final status "${found.status}" and takes no changes.`,
		};
	if (expectedVersion !== null && expectedVersion !== found.version)
		return {
			code: "STALE_VERSION",
			path: ["expectedVersion"],
			message: `Case ${found.id} has version ${found.version}, not ${expectedVersion}; read it again.`,
		};
	return null;
}
