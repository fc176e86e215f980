import type { Touchpoint } from "../catalogue/catalogue.ts";
import type { Problem } from "../problems/problem.ts";

/**
 * What a command is refused for, and what its touchpoint only warns of: unknown keys, and values in a spelling of the
 * caller's own, each if the catalogue says so.
 */
export function splitWarnings(
	{ unknownFields, values }: Touchpoint,
	problems: readonly Problem[],
): { errors: readonly Problem[]; warnings: readonly Problem[] } {
	const isStrict = unknownFields === "refuse" && values === "strict";
	if (isStrict || problems.length === 0)
		return { errors: problems, warnings: [] };
	const errors: Problem[] = [];
	const warnings: Problem[] = [];
	for (const problem of problems) {
		const { code, path, conversion } = problem;
		if (conversion !== undefined && values === "lenient")
			warnings.push({ ...conversion, path });
		else if (code === "UNKNOWN_FIELD" && unknownFields === "warn")
			warnings.push(problem);
		else errors.push(problem);
	}
	return { errors, warnings };
}
