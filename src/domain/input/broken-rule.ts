import type { z } from "zod";
import type { JsonKind, ValueAt } from "../problems/kinds/input.ts";
import { type Problem, problem } from "../problems/problem.ts";
import type { ProblemParameters } from "../problems/problem-kinds.ts";

/** Kinds of problems of one value, which say of it what it must be. */
export type ValueKind = {
	[Kind in keyof ProblemParameters]: ProblemParameters[Kind] extends ValueAt
		? Kind
		: never;
}[keyof ProblemParameters];

export type RuleLimits<Kind extends ValueKind> = Omit<
	ProblemParameters[Kind],
	keyof ValueAt
>;

/** What a rule leaves in an issue of zod. */
export type BrokenRule = {
	readonly kind: ValueKind;
	readonly limits: RuleLimits<ValueKind>;
};

/** The problem that an issue of zod is, in a member of an input. */
export function problemFrom(issue: z.core.$ZodIssue, member: string): Problem {
	const path = [member, ...issue.path.map(String)];
	const where = path.join(".");
	if (issue.code === "custom") {
		const { kind, limits } = issue.params as BrokenRule;
		return problem(kind, path, {
			...limits,
			where,
			value: issue.input,
		} as ProblemParameters[ValueKind]);
	}
	if (issue.input === null || issue.input === undefined)
		return problem("required", path, { where });
	const expected =
		issue.code === "invalid_type" ? jsonKinds[issue.expected] : undefined;
	return problem("wrongType", path, {
		where,
		value: issue.input,
		expected: expected ?? null,
	});
}

/** What zod calls the kinds of JSON. */
const jsonKinds: Partial<Record<string, JsonKind>> = {
	string: "string",
	array: "list",
	object: "object",
	record: "object",
};
