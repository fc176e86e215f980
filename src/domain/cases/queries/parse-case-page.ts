import type { Problem } from "../../problems/problem.ts";
import { quote } from "../../problems/quote.ts";

/** Most cases that one page may have. */
const mostCases = 500;

/** Part of a list of cases: at most so many, with numbers above this one. Null where nothing was asked for. */
export type CasePage = {
	readonly limit: number | null;
	readonly after: number | null;
};

const numberForm = /^\d{1,15}$/;

/** `limit` and `after` in words: each value that was given, however often it is said. `after` need not be there. */
export function parseCasePage(
	sentLimit: readonly string[],
	sentAfter: readonly string[],
): { page: CasePage; problems: readonly Problem[] } {
	const limit = readOne(
		"limit",
		sentLimit,
		`a whole number from 1 to ${mostCases}`,
		(value) => value >= 1 && value <= mostCases,
	);
	const after = readOne("after", sentAfter, "the id of a case", () => true);
	return {
		page: { limit: limit.value, after: after.value },
		problems: [...limit.problems, ...after.problems],
	};
}

function readOne(
	name: string,
	sent: readonly string[],
	expected: string,
	accepts: (value: number) => boolean,
): { value: number | null; problems: readonly Problem[] } {
	const [first, ...others] = new Set(sent);
	if (first === undefined) return { value: null, problems: [] };
	const value = numberForm.test(first) ? Number(first) : Number.NaN;
	if (others.length === 0 && accepts(value) && !Number.isNaN(value))
		return { value, problems: [] };
	const message =
		others.length > 0
			? `${name} was sent with different values; send ${expected}, once.`
			: `Value ${quote(first)} of ${name} must be ${expected}.`;
	return {
		value: null,
		problems: [{ code: "INVALID_FORMAT", path: [name], message }],
	};
}
