import { type Problem, problem } from "../problems/problem.ts";
import { ExactNumber } from "./exact-number.ts";

type Keys = ReadonlySet<string>;
type Body = Readonly<Record<string, unknown>>;

/** What the elements of each list may hold. */
export type ElementKeys = Readonly<Record<string, Keys>>;

const newElementKeys: ElementKeys = {
	comments: new Set(["description"]),
	attachments: new Set(["id", "fileName", "contentType", "content"]),
};

/** Every key that no schema reads, in the body and in the elements of its lists; GraphQL refuses these itself. */
export function unknownKeys(
	body: Body,
	known: Keys,
	elementKeys: ElementKeys = newElementKeys,
): readonly Problem[] {
	const problems: Problem[] = [];
	for (const key in body) {
		if (!known.has(key)) problems.push(unknownKey([key]));
		else if (key in elementKeys && Array.isArray(body[key]))
			problems.push(
				...unknownElementKeys(key, body[key], elementKeys[key] as Keys),
			);
	}
	return problems;
}

function* unknownElementKeys(
	list: string,
	elements: readonly unknown[],
	known: Keys,
) {
	for (const [index, element] of elements.entries()) {
		if (!isPlainObject(element)) continue;
		for (const key in element)
			if (!known.has(key)) yield unknownKey([list, String(index), key]);
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
