import type { Limits } from "../limits.ts";
import type { Origin } from "../origin.ts";
import type { Problem } from "../problem.ts";
import { quote } from "../quote.ts";
import { lengthOf } from "../text.ts";

/** What a caller says about where the request comes from is recorded as sent, so it has limits like any text. */
export function decideOrigin(origin: Origin, limits: Limits): Problem[] {
	const problems: Problem[] = [];
	const longest = limits.shortTextLength;
	for (const member of ["activity", "source"] as const) {
		const value = origin[member];
		if (value !== null && lengthOf(value) > longest)
			problems.push(tooLong(member, value, longest));
	}
	if (origin.tags.length > limits.tags)
		problems.push({
			code: "TOO_MANY",
			path: ["tags"],
			message: `${origin.tags.length} tags were sent; at most ${limits.tags} are allowed.`,
		});
	const tag = origin.tags.find((value) => lengthOf(value) > longest);
	if (tag !== undefined && origin.tags.length <= limits.tags)
		problems.push(tooLong("tags", tag, longest));
	return problems;
}

function tooLong(member: string, value: string, longest: number): Problem {
	return {
		code: "TOO_LONG",
		path: [member],
		message: `Value ${quote(value)} of ${member} must be at most ${longest} characters.`,
	};
}
