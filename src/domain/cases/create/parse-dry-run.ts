import { type Problem, problem } from "../../problems/problem.ts";

/**
 * `dryRun` in words: "true" or "false", however often it is said; none is "false". Anything else is a problem, and a
 * dry run, so that nothing is written while in doubt.
 */
export function parseDryRun(sent: readonly string[]): {
	isDryRun: boolean;
	problems: readonly Problem[];
} {
	const [first = "false", ...others] = new Set(sent);
	if (others.length === 0 && (first === "true" || first === "false"))
		return { isDryRun: first === "true", problems: [] };
	const where = "dryRun";
	const wrong =
		others.length > 0
			? problem("severalTrueOrFalse", [where], { where })
			: problem("notTrueOrFalse", [where], { where, value: first });
	return { isDryRun: true, problems: [wrong] };
}
