import type { Sentence } from "../../domain/sentence.ts";
import { graphqlJsInSpanish } from "./graphql-js-in-spanish.ts";

/** Characters of a name that are told. */
const longestName = 64;

/**
 * What graphql-js itself says, which is English: without values, which may be secrets, with long names cut, and without the
 * names of the schema that it suggests unless they may be told.
 */
export function sayGraphqlJs(
	message: string,
	{ mayName }: { readonly mayName: boolean },
): Sentence {
	const short = withShortNames(withoutValue(message));
	const english = mayName ? short : withoutHints(short);
	return (language) =>
		language === "es" ? (graphqlJsInSpanish(english) ?? english) : english;
}

/** graphql-js ends an error with names of the schema that are like the one it does not know. */
function withoutHints(message: string): string {
	return message.replace(/ Did you mean [\s\S]*$/, "");
}

/** A syntax error ends with the token that it came upon, a value as it stands in the document. */
function withoutValue(message: string): string {
	return message.replace(
		/^(Syntax Error: (?:Expected [^,]+, found|Unexpected) (?:Int|Float|String|BlockString)) "[\s\S]*"\.$/,
		"$1.",
	);
}

/** Names in quotes; each is cut like any text of a caller. */
function withShortNames(message: string): string {
	return message.replaceAll(/"([^"]*)"/g, (quoted, name) =>
		quoted.length > 2 + longestName
			? `"${name.slice(0, longestName)}…"`
			: quoted,
	);
}
