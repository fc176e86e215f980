import type { z } from "zod";
import { type Problem, problem } from "../problems/problem.ts";
import {
	type BrokenRule,
	problemFrom,
	type RuleLimits,
	type ValueKind,
} from "./broken-rule.ts";
import { ExactNumber } from "./exact-number.ts";

type Keys = ReadonlySet<string>;
type Body = Readonly<Record<string, unknown>>;

/** What the elements of each list may hold. */
type ElementKeys = Readonly<Record<string, Keys>>;

const newElementKeys: ElementKeys = {
	comments: new Set(["description"]),
	attachments: new Set(["id", "fileName", "contentType", "content"]),
};

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
	elementKeys: ElementKeys = newElementKeys,
) {
	const known = new Set(Object.keys(shape));
	return (raw: unknown) => {
		const body = raw as Body;
		const parsed = parseMembers(shape, body);
		const unknown = unknownKeys(body, known, elementKeys);
		return unknown.length === 0
			? parsed
			: { ...parsed, problems: [...parsed.problems, ...unknown] };
	};
}

/** Every key that no schema reads, in the body and in the elements of its lists; GraphQL refuses these itself. */
function unknownKeys(
	body: Body,
	known: Keys,
	elementKeys: ElementKeys,
): readonly Problem[] {
	const problems: Problem[] = [];
	for (const key in body) {
		if (!known.has(key)) problems.push(unknownKey([key]));
		const ofElements = elementKeys[key];
		const list = body[key];
		if (ofElements === undefined || !Array.isArray(list)) continue;
		for (const [index, element] of list.entries()) {
			if (!isPlainObject(element)) continue;
			for (const inner in element)
				if (!ofElements.has(inner))
					problems.push(unknownKey([key, String(index), inner]));
		}
	}
	return problems;
}

function unknownKey(path: readonly string[]): Problem {
	return problem("unknownKey", path, { key: String(path.at(-1)) });
}

function isPlainObject(value: unknown): value is Body {
	return (
		typeof value === "object" &&
		value !== null &&
		!Array.isArray(value) &&
		!(value instanceof ExactNumber)
	);
}

/** A zod check that reports a problem of ours. `limits` is what its sentence says beside the value and its place. */
export function rule<Value, Kind extends ValueKind>(
	kind: Kind,
	accepts: (value: Value) => boolean,
	limits: RuleLimits<Kind>,
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
