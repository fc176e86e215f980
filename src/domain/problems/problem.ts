import type { ProblemCode } from "./problem-codes.ts";
import {
	codeOfKind,
	type ProblemKind,
	type ProblemParameters,
} from "./problem-kinds.ts";

/** Something wrong with the input, as data. A verb returns all of them at once, at most one a path. */
export type Problem<Kind extends ProblemKind = ProblemKind> = {
	readonly code: ProblemCode;
	/** The keys and indices that lead to the value in the input; empty for the whole request. */
	readonly path: readonly string[];
	/** Which sentence says it; several of them may have one code. */
	readonly kind: Kind;
	/** What the sentence quotes. */
	readonly parameters: ProblemParameters[Kind];
	/** The warning, with what was sent and what is stored, at a touchpoint with lenient values, which takes this value. */
	readonly conversion?: Problem;
};

/** A problem of this kind. Its sentence is made where it is answered, in the language of the caller. */
export function problem<Kind extends ProblemKind>(
	kind: Kind,
	path: readonly string[],
	parameters: ProblemParameters[Kind],
): Problem<Kind> {
	return { code: codeOfKind[kind], path, kind, parameters };
}

/** What would have been accepted, where that is a short list this caller may see. */
export function allowedValues({
	parameters,
}: Problem): readonly string[] | null {
	return "allowed" in parameters ? parameters.allowed : null;
}

/** Keeps the first problem of each path, so that a shape error is not followed by its consequences. */
export function onePerPath(problems: readonly Problem[]): readonly Problem[] {
	if (problems.length < 2) return problems;
	const seen = new Map<string, Problem>();
	for (const problem of problems) {
		const key = JSON.stringify(problem.path);
		if (!seen.has(key)) seen.set(key, problem);
	}
	return [...seen.values()];
}
