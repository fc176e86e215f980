import type { Problem } from "../../problems/problem.ts";
import { quote } from "../../problems/quote.ts";

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
	const message =
		others.length > 0
			? "dryRun was sent with different values; send true or false, once."
			: `Value ${quote(first)} of dryRun must be true or false.`;
	return {
		isDryRun: true,
		problems: [{ code: "INVALID_FORMAT", path: ["dryRun"], message }],
	};
}
