import type { Sentence } from "../../domain/sentence.ts";
import { graphqlJsInSpanish } from "./graphql-js-in-spanish.ts";

/** What graphql-js itself says, which is English, without the names of the schema that it suggests unless they may be told. */
export function sayGraphqlJs(
	message: string,
	{ mayName }: { readonly mayName: boolean },
): Sentence {
	const english = mayName ? message : withoutHints(message);
	return (language) =>
		language === "es" ? (graphqlJsInSpanish(english) ?? english) : english;
}

/** graphql-js ends an error with names of the schema that are like the one it does not know. */
function withoutHints(message: string): string {
	return message.replace(/ Did you mean [\s\S]*$/, "");
}
