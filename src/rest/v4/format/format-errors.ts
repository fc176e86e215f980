import type { Language } from "../../../domain/language.ts";
import { messageOf } from "../../../domain/problems/messages/message-of.ts";
import type { Problem } from "../../../domain/problems/problem.ts";
import { keyOfProblem } from "./key-of-problem.ts";
import { v4Codes } from "./v4-codes.ts";

/** Every value one string. */
type Flat = Readonly<Record<string, string>>;

/** The body of an error: a code under each key, for older callers, and a sentence beside it. */
export type V4Error = { readonly errors: Flat; readonly messages: Flat };

/** The body of an error with a key for each problem. */
export function formatErrors(
	problems: readonly Problem[],
	language: Language,
): V4Error {
	const { codes: errors, messages } = formatProblems(problems, language);
	return { errors, messages };
}

/** The body of an error with one key. */
export function formatError(
	key: string,
	code: string,
	message: string,
): V4Error {
	return { errors: { [key]: code }, messages: { [key]: message } };
}

/** The warnings of a success, if there are any. */
export function formatWarnings(
	problems: readonly Problem[],
	language: Language,
) {
	const { codes: warnings, messages } = formatProblems(problems, language);
	return { warnings, messages };
}

function formatProblems(problems: readonly Problem[], language: Language) {
	const flat: Record<string, string> = Object.create(null);
	const messages: Record<string, string> = Object.create(null);
	for (const problem of problems) {
		const key = keyOfProblem(problem);
		if (key in flat) continue;
		flat[key] = v4Codes[problem.code];
		messages[key] = messageOf(problem, language);
	}
	return { codes: flat, messages };
}
