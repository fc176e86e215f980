import { z } from "zod";
import { checkInput } from "../../input/check-input.ts";
import { entry, name } from "../../input/file-schema.ts";
import { type Language, languages } from "../../language.ts";
import { quoteList } from "../../problems/quote.ts";
import type { Name } from "../name.ts";

const byLanguage = {
	en: name.optional(),
	es: name.optional(),
} satisfies Record<Language, z.ZodType>;

const names = entry(byLanguage);

/** A name for people: one text, or one for each of some languages. */
export const displayName = z.custom<Name>().check(({ value, issues }) => {
	const isObject =
		typeof value === "object" && value !== null && !Array.isArray(value);
	if (isObject && Object.keys(value).length === 0)
		issues.push({
			code: "custom",
			input: value,
			message: `must have a name in at least one language: ${quoteList(languages)}.`,
		});
	const { problems } = checkInput<z.ZodType>(isObject ? names : name, value);
	// What zod answers is what it takes: with the value, which checkInput asks for.
	for (const problem of problems) issues.push(problem as z.core.$ZodRawIssue);
});
