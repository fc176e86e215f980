import { type Problem, problem } from "../../domain/problems/problem.ts";

/** The value of a parameter, without its quotes. */
export type DispositionValue = {
	readonly text: string;
	readonly isQuoted: boolean;
};

/**
 * One parameter. In quotes, a backslash takes its quote along; where that leaves no end, as in `"C:\dir\"`, it does not.
 * Without quotes, everything up to the next semicolon, as browsers read it.
 */
const parameter =
	/[ \t]*;[ \t]*(?:([!#$%&'*+.^_`|~\w-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"[ \t]*|"([^"]*)"[ \t]*|([^"; \t][^";]*)?))?(?=;|$)/y;

/** The parameters behind the type of a `Content-Disposition`, by their names in lower case; a problem where they cannot be read. */
export function readDispositionParameters(
	text: string,
): ReadonlyMap<string, DispositionValue> | Problem {
	const found = new Map<string, DispositionValue>();
	parameter.lastIndex = /^[^;]*/.exec(text)?.[0].length ?? 0;
	while (parameter.lastIndex < text.length) {
		const match = parameter.exec(text);
		if (match === null)
			return problem("dispositionParameters", ["fileName"], {});
		const [, name, escaped, raw, bare = ""] = match;
		if (name === undefined) continue;
		const key = name.toLowerCase();
		if (found.has(key))
			return problem("dispositionTwice", ["fileName"], { parameter: key });
		const quoted = escaped ?? raw;
		found.set(
			key,
			quoted === undefined
				? { text: bare.trim(), isQuoted: false }
				: { text: withoutEscapes(quoted), isQuoted: true },
		);
	}
	return found;
}

/** Backslashes are escapes where each stands before a quote or another; else they are a Windows path's, and only quotes are escaped. */
function withoutEscapes(text: string): string {
	if (!text.includes("\\")) return text;
	return /^(?:[^\\]|\\["\\])*$/.test(text)
		? text.replace(/\\(["\\])/g, "$1")
		: text.replaceAll('\\"', '"');
}
