import type { Limits } from "../../input/limits.ts";
import { isStorableText, lengthOf } from "../../input/text.ts";
import type { Origin } from "../../origin.ts";
import type { Problem } from "../../problems/problem.ts";
import { quote } from "../../problems/quote.ts";

/** What a caller says about where the request comes from is recorded as sent, so it has limits like any text. */
export function decideOrigin(origin: Origin, limits: Limits): Problem[] {
	const problems: Problem[] = [];
	const longest = limits.shortTextLength;
	for (const member of ["activity", "source"] as const) {
		const value = origin[member];
		if (value !== null) problems.push(...judge(member, value, longest));
	}
	if (origin.tags.length > limits.tags)
		problems.push({
			code: "TOO_MANY",
			path: ["tags"],
			message: `${origin.tags.length} tags were sent; at most ${limits.tags} are allowed.`,
		});
	else
		for (const tag of origin.tags)
			problems.push(...judge("tags", tag, longest));
	return problems;
}

function judge(member: string, value: string, longest: number): Problem[] {
	const path = [member];
	const where = `Value ${quote(value)} of ${member}`;
	if (!isStorableText(value))
		return [
			{
				code: "ILL_FORMED_TEXT",
				path,
				message: `${where} must be text without U+0000.`,
			},
		];
	if (lengthOf(value) <= longest) return [];
	const message = `${where} must be at most ${longest} characters.`;
	return [{ code: "TOO_LONG", path, message }];
}
