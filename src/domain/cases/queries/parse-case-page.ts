import { type Problem, problem } from "../../problems/problem.ts";

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
	const limit = readOne("limit", sentLimit, pageSize);
	const after = readOne("after", sentAfter, caseId);
	return {
		page: { limit: limit.value, after: after.value },
		problems: [...limit.problems, ...after.problems],
	};
}

type Rule = {
	readonly accepts: (value: number) => boolean;
	readonly wrong: (where: string, value: string) => Problem;
	readonly several: (where: string) => Problem;
};

const pageSize: Rule = {
	accepts: (value) => value >= 1 && value <= mostCases,
	wrong: (where, value) =>
		problem("notPageSize", [where], { where, value, most: mostCases }),
	several: (where) =>
		problem("severalPageSizes", [where], { where, most: mostCases }),
};

const caseId: Rule = {
	accepts: () => true,
	wrong: (where, value) => problem("notCaseId", [where], { where, value }),
	several: (where) => problem("severalCaseIds", [where], { where }),
};

function readOne(
	where: string,
	sent: readonly string[],
	{ accepts, wrong, several }: Rule,
): { value: number | null; problems: readonly Problem[] } {
	const [first, ...others] = new Set(sent);
	if (first === undefined) return { value: null, problems: [] };
	const value = numberForm.test(first) ? Number(first) : Number.NaN;
	if (others.length === 0 && accepts(value) && !Number.isNaN(value))
		return { value, problems: [] };
	return {
		value: null,
		problems: [others.length > 0 ? several(where) : wrong(where, first)],
	};
}
