/** What may follow the name of a value in graphql-js' words: nothing of the value itself. */
const safeReasons = [
	/Field "[\w.]+" (?:of required type "[^"]+" was not provided|is not defined by type "[^"]+")\./,
	/Expected non-nullable type "[^"]+" not to be null\./,
	/Expected type "[^"]+" to be an object\./,
	/\w+ cannot represent (?:a )?non[- ]\w+ value/,
	/Value "?\w+"? does not exist in "[^"]+" enum/,
	/must be an object\./,
];

const coercion =
	/^(?:Variable "\$(\w+)") got invalid value [\s\S]*?(?: at "([^"]+)")?; ([\s\S]*)$/;
const literal = /^(\w+ cannot represent (?:a )?non[- ]\w+ value): [\s\S]*$/;

/**
 * An error about a variable or a literal, without the value: it may be a password, and errors travel further than
 * requests. The variable, the path and the reason stay.
 */
export function withoutValues(message: string): string {
	const [, variable, path, reason = ""] = coercion.exec(message) ?? [];
	if (variable === undefined) return message.replace(literal, "$1.");
	const where = path ?? variable;
	const known = safeReasons
		.map((pattern) => pattern.exec(reason)?.[0])
		.find((text) => text !== undefined);
	return `Variable "$${variable}" has an invalid value at "${where}"${known ? `; ${known.replace(/\.?$/, ".")}` : "."}`;
}
