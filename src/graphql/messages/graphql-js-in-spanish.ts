import { graphqlJsTemplates } from "./graphql-js-templates.ts";

/** The Spanish of a sentence of graphql-js; null if it has no template here. */
export function graphqlJsInSpanish(message: string): string | null {
	const [, said = message, hint = ""] =
		/^([\s\S]*?)( Did you mean [\s\S]*)$/.exec(message) ?? [];
	for (const [pattern, spanish] of patterns) {
		const match = pattern.exec(said);
		if (match) return fill(spanish, match.slice(1)) + hintInSpanish(hint);
	}
	return null;
}

const patterns = graphqlJsTemplates
	// The more a template says itself, the more it knows of the sentence.
	.toSorted(([one], [other]) => weight(other) - weight(one))
	.map(([english, spanish]) => [patternOf(english), spanish] as const);

/** Characters of a template outside its placeholders. */
function weight(template: string): number {
	return template.replaceAll(/\{\*?\}/g, "").length;
}

function patternOf(template: string): RegExp {
	const escaped = template.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
	const source = escaped
		.replaceAll("\\{\\}", '([^"]*)')
		.replaceAll("\\{\\*\\}", "([\\s\\S]*)");
	return new RegExp(`^${source}$`);
}

function fill(template: string, values: readonly string[]): string {
	let next = 0;
	return template.replaceAll(
		/\{(\d|\*)?\}/g,
		(_all, number) =>
			values[/\d/.test(number) ? Number(number) - 1 : next++] ?? "",
	);
}

/** graphql-js' names of the schema that are like one that it does not know: `Did you mean "a", "b", or "c"?` */
function hintInSpanish(hint: string): string {
	return hint
		.replace(
			" Did you mean to use an inline fragment on ",
			" ¿Quiso usar un fragmento en línea de ",
		)
		.replace(" Did you mean ", " ¿Quiso decir ")
		.replace(/,? or ("[^"]*"\?)$/, " o $1");
}
