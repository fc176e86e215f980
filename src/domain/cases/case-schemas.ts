import { z } from "zod";
import type { Limits } from "../input/limits.ts";
import { rule } from "../input/parse-input.ts";
import { isBlank, isStorableText, lengthOf } from "../input/text.ts";

/** A code or a name: any text; whether it exists is for the rules to say. Null when it was not sent. */
export const code = z.string().nullable().default(null);

/** Text that says something, of at most this many characters. */
export function text(longest: number) {
	return z.string().check(
		rule("illFormedText", isStorableText, {}),
		rule("blankText", (value) => !isBlank(value), {}),
		rule("textTooLong", (value) => lengthOf(value) <= longest, {
			most: longest,
		}),
	);
}

/** A number that v4 callers also send as digits in a string; in GraphQL always a number. */
export const id = z.union([
	z.number(),
	z
		.string()
		.regex(/^\d{1,15}$/)
		.transform(Number),
]);

/** The texts of new comments. Null when none were sent. */
export function comments(limits: Limits) {
	const comment = z
		.object({ description: text(limits.textLength) })
		.transform(({ description }) => description);
	return z
		.array(z.unknown())
		.check(
			rule("tooManyComments", (value) => value.length <= limits.comments, {
				most: limits.comments,
			}),
		)
		.pipe(z.array(comment))
		.nullable()
		.default(null);
}

/** Custom values by field code, still unjudged; `[]` is an empty object, because PHP sends it. Null when nothing was sent. */
export const caseData = z.preprocess(
	(value) => (Array.isArray(value) && value.length === 0 ? {} : value),
	z.record(z.string(), z.unknown()).nullable().default(null),
);
