import type { z } from "zod";
import type { Problem, ProblemCode } from "../problems/problem.ts";
import { quote } from "../problems/quote.ts";
import { type ElementKeys, unknownKeys } from "./unknown-keys.ts";

/**
 * An input after its shape was checked. A member that was wrong is missing from `value` and named in `problems`,
 * so that the rules for the other members still run; a member that was not sent is null. A problem with a `conversion`
 * left what lenient touchpoints make of its member in `value`.
 */
export type Parsed<Value> = {
	readonly value: Partial<Value>;
	readonly problems: readonly Problem[];
};

/** Checks each member of an input by its own schema. Never fails: all problems come back together. */
function parseMembers<Shape extends Record<string, z.ZodType>>(
	shape: Shape,
	raw: Readonly<Record<string, unknown>>,
): Parsed<{ [Key in keyof Shape]: z.output<Shape[Key]> }> {
	const value: Partial<{ [Key in keyof Shape]: z.output<Shape[Key]> }> = {};
	const problems: Problem[] = [];
	for (const key in shape) {
		const result = (shape[key] as Shape[typeof key]).safeParse(raw[key], {
			reportInput: true,
		});
		if (result.success) {
			value[key] = result.data;
			continue;
		}
		const asList = isEmptyObject(raw[key])
			? (shape[key] as Shape[typeof key]).safeParse([])
			: null;
		if (asList?.success) value[key] = asList.data;
		for (const issue of result.error.issues) {
			const problem = problemFrom(issue, key);
			problems.push(
				asList?.success
					? { ...problem, conversion: emptyObjectForList(key) }
					: problem,
			);
		}
	}
	return { value, problems };
}

/** How PHP writes an empty map, and callers who take a list for one. */
function isEmptyObject(value: unknown): boolean {
	return (
		typeof value === "object" &&
		value !== null &&
		!Array.isArray(value) &&
		Object.keys(value).length === 0
	);
}

function emptyObjectForList(member: string): string {
	return `${member} was sent as {} and is read as an empty list.`;
}

/** A parse function for an object of these members; a key that is none of them is a problem too. */
export function parseObject<Shape extends Record<string, z.ZodType>>(
	shape: Shape,
	elementKeys?: ElementKeys,
) {
	const known = new Set(Object.keys(shape));
	return (raw: unknown) => {
		const body = raw as Readonly<Record<string, unknown>>;
		const parsed = parseMembers(shape, body);
		const unknown = unknownKeys(body, known, elementKeys);
		return unknown.length === 0
			? parsed
			: { ...parsed, problems: [...parsed.problems, ...unknown] };
	};
}

/** A zod check that reports a problem code of ours with a sentence that quotes the value. */
export function rule<Value>(
	code: ProblemCode,
	accepts: (value: Value) => boolean,
	expected: string,
) {
	return (check: z.core.ParsePayload<Value>) => {
		if (!accepts(check.value))
			check.issues.push({
				code: "custom",
				input: check.value,
				params: { code, expected },
			});
	};
}

function problemFrom(issue: z.core.$ZodIssue, member: string): Problem {
	const path = [member, ...issue.path.map(String)];
	const where = path.join(".");
	if (issue.code === "custom") {
		const { code, expected } = issue.params as {
			code: ProblemCode;
			expected: string;
		};
		return {
			code,
			path,
			message: `Value ${quote(issue.input)} of ${where} must be ${expected}.`,
		};
	}
	if (issue.input === null || issue.input === undefined)
		return { code: "REQUIRED", path, message: `${where} is required.` };
	const expected =
		issue.code === "invalid_type" ? kindNames[issue.expected] : undefined;
	return {
		code: "INVALID_TYPE",
		path,
		message: `Value ${quote(issue.input)} of ${where} must be ${expected ?? "of another type"}.`,
	};
}

const kindNames: Partial<Record<string, string>> = {
	string: "a string",
	array: "a list",
	object: "an object",
	record: "an object",
};
