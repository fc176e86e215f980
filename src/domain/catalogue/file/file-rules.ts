import type { FileProblem } from "../../input/file-problem.ts";
import { quote } from "../../problems/quote.ts";

/** A file of which members of a wrong type are undefined, so that the rules between entries are checked although the shape is wrong somewhere. */
export type Loose<Value> = Value extends readonly (infer Element)[]
	? readonly Loose<Element>[]
	: Value extends object
		? { readonly [Key in keyof Value]?: Loose<Value[Key]> | undefined }
		: Value | undefined;

type Path = FileProblem["path"];

/** Reports every value that its list has twice. `at` is the path of the value within an element. */
export function findDuplicates(
	values: readonly (string | undefined)[],
	list: Path,
	at: Path,
): FileProblem[] {
	return values.flatMap((value, index) => {
		const first = values.indexOf(value);
		if (value === undefined || first === index) return [];
		const message = `${quote(value)} stands already in entry ${first} of this list; it must be unique.`;
		return [{ path: [...list, index, ...at], message }];
	});
}

/** Reports a reference to an entry that the file does not have. A reference that was not made, or into a list that cannot be read, is fine. */
export function checkReference(
	value: string | undefined,
	known: ReadonlySet<string | undefined> | undefined,
	path: Path,
	noun: string,
): FileProblem[] {
	if (value === undefined || !known || known.has(value)) return [];
	return [{ path, message: `No ${noun} has the code ${quote(value)}.` }];
}

type Coded = readonly { readonly code?: string | undefined }[];

/** The codes of a list; those of another type are undefined. */
export function codesOf(entries: Coded = []): (string | undefined)[] {
	return entries.map((entry) => entry.code);
}

/** What a reference may name; undefined when the list itself cannot be read. */
export function knownCodes(entries: Coded | undefined) {
	return entries && new Set(codesOf(entries));
}
