import type { Problem } from "../../../domain/problems/problem.ts";

/** Problems whose sentences name attachments as this body spells them, which v4 also takes as `attachements`. */
export function inSentSpelling(
	problems: readonly Problem[],
	body: unknown,
): readonly Problem[] {
	const isV4Spelling =
		typeof body === "object" && body !== null && "attachements" in body;
	return isV4Spelling ? problems.map(inV4Spelling) : problems;
}

function inV4Spelling(problem: Problem): Problem {
	const { path, parameters } = problem;
	if (path[0] !== "attachments" || !("where" in parameters)) return problem;
	const where = parameters.where.replace(/^attachments\b/, "attachements");
	return { ...problem, parameters: { ...parameters, where } };
}
