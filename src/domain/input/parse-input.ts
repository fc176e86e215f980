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

/** The keys that the elements of each list may have. */
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

/**
 * A parse function for an object of these members, each of which is checked by its own schema; a key that is none of them
 * is a problem too. It never fails: all problems come back together.
 */
export function parseObject<Shape extends Record<string, z.ZodType>>(
	shape: Shape,
	elementKeys: ElementKeys = newElementKeys,
) {
	const known = new Set(Object.keys(shape));
	type Values = { [Key in keyof Shape]: z.output<Shape[Key]> };
	return (raw: unknown): Parsed<Values> => {
		const body = raw as Body;
		const value: Partial<Values> = {};
		const problems: Problem[] = [];
		for (const key in shape) {
			const sent = body[key];
			// A key of the shape; without the cast TypeScript would say that it may be missing.
			const schema = shape[key] as Shape[typeof key];
			const result = schema.safeParse(sent, { reportInput: true });
			if (result.success) {
				value[key] = result.data;
				continue;
			}
			const asList = isEmptyObject(sent) ? schema.safeParse([]) : null;
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
		addUnknownKeys(problems, body, known, elementKeys);
		return { value, problems };
	};
}

/** Adds every key that no schema reads, in the body and in the elements of its lists; GraphQL refuses these itself. */
function addUnknownKeys(
	problems: Problem[],
	body: Body,
	known: Keys,
	elementKeys: ElementKeys,
): void {
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
