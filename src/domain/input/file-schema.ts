import { z } from "zod";
import { quote, quoteList } from "../problems/quote.ts";
import { isBlank, isStorableText, lengthOf } from "./text.ts";

/** A text of several lines. */
export const longText = text(10_000);
/** A text of one line, which is printed unchanged. */
export const name = text(255).check(
	must(
		(value) => !/\p{Cc}/u.test(value),
		"holds a control character; remove it.",
	),
	must((value) => value === value.trim(), "has white space at its ends."),
);

/** An object that has no other keys than these. */
export function entry<Shape extends z.ZodRawShape>(shape: Shape) {
	const allowed = quoteList(Object.keys(shape));
	return z.strictObject(shape, {
		error: (issue) =>
			issue.code === "unrecognized_keys"
				? `has the unknown key ${issue.keys.map(quote).join(", ")}; allowed are ${allowed}.`
				: undefined,
	});
}

/** A rule with its own sentence, which quotes the value and says what is allowed. */
export function must<Value>(accepts: (value: Value) => boolean, rule: string) {
	return z.refine<Value>(accepts, {
		error: (issue) => `${quote(issue.input)} ${rule}`,
	});
}

function text(longest: number) {
	return z.string().check(
		must((value) => !isBlank(value), "must be more than white space."),
		must(
			isStorableText,
			"holds U+0000 or half of a surrogate pair; remove it.",
		),
		must(
			(value) => lengthOf(value) <= longest,
			`has more than ${longest} characters.`,
		),
	);
}
