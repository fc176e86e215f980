import type { Context } from "../../context.ts";
import { type Problem, problem } from "../../problems/problem.ts";
import type { Case } from "../case.ts";

/** There is no such case, or not for this caller: the two are alike. */
export function caseNotFound(caseId: number): Problem {
	return caseId > 0
		? problem("caseNotFound", ["id"], { caseId })
		: problem("noCaseId", ["id"], {});
}

/** Why a case takes no change at all, or not this one; null when it takes it. */
export function refuseChange(
	{ catalogue }: Context,
	found: Case,
	expectedVersion: number | null,
): Problem | null {
	if (catalogue.finalStatuses.has(found.status))
		return problem("caseClosed", ["id"], {
			caseId: found.id,
			status: found.status,
		});
	if (expectedVersion !== null && expectedVersion !== found.version)
		return problem("staleVersion", ["expectedVersion"], {
			caseId: found.id,
			version: found.version,
			expected: expectedVersion,
		});
	return null;
}
