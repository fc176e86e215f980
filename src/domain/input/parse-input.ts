import type { z } from "zod";
import type { JsonKind, ValueAt } from "../problems/kinds/input.ts";
import { type Problem, problem } from "../problems/problem.ts";
import type { ProblemParameters } from "../problems/problem-kinds.ts";
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
			const found = problemFrom(issue, key);
			problems.push(
				asList?.success
					? { ...found, conversion: emptyObjectForList(key) }
					: found,
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

function emptyObjectForList(member: string): Problem {
	return problem("emptyObjectAsList", [member], { where: member });
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

/** Kinds of problems of one value, which say of it what it must be. */
type ValueKind = {
	[Kind in keyof ProblemParameters]: ProblemParameters[Kind] extends ValueAt
		? Kind
		: never;
}[keyof ProblemParameters];

type Limits<Kind extends ValueKind> = Omit<
	ProblemParameters[Kind],
	keyof ValueAt
>;

/** What a rule leaves in an issue of zod. */
type BrokenRule = {
	readonly kind: ValueKind;
	readonly limits: Limits<ValueKind>;
};

/** A zod check that reports a problem of ours. `limits` is what its sentence says beside the value and its place. */
export function rule<Value, Kind extends ValueKind>(
	kind: Kind,
	accepts: (value: Value) => boolean,
	limits: Limits<Kind>,
) {
	return (check: z.core.ParsePayload<Value>) => {
		if (!accepts(check.value))
			check.issues.push({
				code: "custom",
				input: check.value,
				params: { kind, limits } satisfies BrokenRule,
			});
	};
}

function problemFrom(issue: z.core.$ZodIssue, member: string): Problem {
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
