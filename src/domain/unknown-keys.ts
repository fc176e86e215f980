import { ExactNumber } from "./exact-number.ts";
import type { Problem } from "./problem.ts";
import { quote } from "./quote.ts";

type Body = Readonly<Record<string, unknown>>;

/** What the elements of a list may hold. */
const elementKeys: Readonly<Record<string, ReadonlySet<string>>> = {
	comments: new Set(["description"]),
	attachments: new Set(["id", "fileName", "contentType", "content"]),
};

/** Every key that no schema reads, in the body and in the elements of its lists; GraphQL refuses these itself. */
export function unknownKeys(
	body: Body,
	known: ReadonlySet<string>,
): readonly Problem[] {
	const problems: Problem[] = [];
	for (const key in body) {
		if (!known.has(key)) problems.push(unknownKey([key]));
		else if (key in elementKeys && Array.isArray(body[key]))
			problems.push(...unknownElementKeys(key, body[key]));
	}
	return problems;
}

function* unknownElementKeys(list: string, elements: readonly unknown[]) {
	for (const [index, element] of elements.entries()) {
		if (!isPlainObject(element)) continue;
		for (const key in element)
			if (!elementKeys[list]?.has(key))
				yield unknownKey([list, String(index), key]);
	}
}

function unknownKey(path: readonly string[]): Problem {
	return {
		code: "UNKNOWN_FIELD",
		path,
		message: `Key ${quote(path.at(-1))} is not known here.`,
	};
}

function isPlainObject(value: unknown): value is Body {
	return (
		typeof value === "object" &&
		value !== null &&
		!Array.isArray(value) &&
		!(value instanceof ExactNumber)
	);
}
