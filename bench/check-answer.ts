import type { RequestPlan } from "./request-plan.ts";

/** The numbers of the cases that an answer names; throws when it is no success, or names fewer than it should. */
export function checkAnswer(
	status: number,
	text: string,
	{ status: wanted, idPath, rows }: RequestPlan,
): readonly number[] {
	let found: unknown[] = [status === wanted ? JSON.parse(text) : null];
	for (const member of idPath)
		found = found.flatMap((value) =>
			member === "*"
				? (value as unknown[])
				: [(value as Record<string, unknown> | null)?.[member]],
		);
	if (found.length !== rows || !found.every(Number.isSafeInteger))
		throw new Error(
			`Expected status ${wanted} and ${rows} numbers in ${idPath.join(".")}, but got ${status}: ${text.slice(0, 500)}`,
		);
	return found as number[];
}
