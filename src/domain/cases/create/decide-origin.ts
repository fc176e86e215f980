import type { Limits } from "../../input/limits.ts";
import { isStorableText, lengthOf } from "../../input/text.ts";
import type { Origin } from "../../origin.ts";
import { type Problem, problem } from "../../problems/problem.ts";

/** What a caller says about where the request comes from is recorded as sent, so it has limits like any text. */
export function decideOrigin(origin: Origin, limits: Limits): Problem[] {
	const problems: Problem[] = [];
	const longest = limits.shortTextLength;
	for (const member of ["activity", "source"] as const) {
		const value = origin[member];
		if (value !== null) problems.push(...judge(member, value, longest));
	}
	if (origin.tags.length > limits.tags)
		problems.push(
			problem("tooManyTags", ["tags"], {
				count: origin.tags.length,
				most: limits.tags,
			}),
		);
	else
		for (const tag of origin.tags)
			problems.push(...judge("tags", tag, longest));
	return problems;
}

function judge(member: string, value: string, longest: number): Problem[] {
	const where = member;
	if (!isStorableText(value))
		return [problem("textWithNull", [member], { where, value })];
	if (lengthOf(value) <= longest) return [];
	return [problem("textTooLong", [member], { where, value, most: longest })];
}
