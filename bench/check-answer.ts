import type { RequestPlan } from "./request-plan.ts";

/** The number of the case that an answer names; throws when it is no success. */
export function checkAnswer(
	status: number,
	text: string,
	{ status: wanted, idPath }: RequestPlan,
): number {
	let found: unknown = status === wanted ? JSON.parse(text) : null;
	for (const member of idPath)
		found = (found as Record<string, unknown> | null)?.[member];
	if (!Number.isSafeInteger(found))
		throw new Error(
			`Expected status ${wanted} and a number in ${idPath.join(".")}, but got ${status}: ${text.slice(0, 500)}`,
		);
	return found as number;
}
