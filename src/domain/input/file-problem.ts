import type { z } from "zod";
import { quote, quoteList } from "../problems/quote.ts";

/** Something wrong in a file that an administrator wrote: where, and the rule it breaks. */
export type FileProblem = {
	readonly path: readonly PropertyKey[];
	readonly message: string;
};

/** `demo/catalogue.json: types[2].fields[0].code: ...`, a line each. */
export function describeProblems(
	source: string,
	problems: readonly FileProblem[],
): string {
	return problems
		.map(({ path, message }) =>
			[source, pathText(path), message].filter(Boolean).join(": "),
		)
		.join("\n");
}

function pathText(path: readonly PropertyKey[]): string {
	return path
		.map((step, at) => {
			if (typeof step === "number") return `[${step}]`;
			return at === 0 ? String(step) : `.${String(step)}`;
		})
		.join("");
}

/** Words zod's own issues for people. A value of the wrong type is named by its kind only: it may be a secret. */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
	if (issue.input === undefined) return "is required.";
	switch (issue.code) {
		case "invalid_type":
			return `must be ${kindNames[issue.expected] ?? issue.expected}, not ${kindOf(issue.input)}.`;
		case "invalid_value":
			return `${quote(issue.input)} must be ${quoteList(issue.values.map(String))}.`;
		default:
			return undefined;
	}
}

const kindNames: Partial<Record<string, string>> = {
	string: "a string",
	boolean: "true or false",
	number: "a number",
	array: "a list",
	object: "an object",
};

function kindOf(value: unknown): string {
	if (value === null) return "null";
	if (Array.isArray(value)) return "a list";
	return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
