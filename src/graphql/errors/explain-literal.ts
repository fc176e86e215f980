import { isInputObjectType, isInputType, parseType } from "graphql";
import { describeExpected } from "./describe-expected.ts";
import type { ExplainOptions } from "./explain-options.ts";
import { readType } from "./read-type.ts";

/** How graphql-js begins what it says of a value in a document; each names the type, and then the value. */
const beginnings = [
	/^Expected value of type "([^"]+)", found /,
	/^(\w+) cannot represent /,
	/^Enum "(\w+)" cannot represent /,
	/^Value "\w+" does not exist in "(\w+)" enum\./,
];

/** The message about a value in a document, without the value. */
export function explainLiteral(
	message: string,
	options: ExplainOptions,
): string {
	const about = explainMembers(message, options);
	if (about) return about;
	for (const beginning of beginnings) {
		const [, name] = beginning.exec(message) ?? [];
		const type = name && readType(options.schema, parseType(name));
		if (type && isInputType(type)) {
			const isNull = message.endsWith(", found null.");
			const expected = describeExpected(type, {
				...options,
				isNull,
				isLiteral: true,
			});
			return `${expected[0]?.toUpperCase()}${expected.slice(1)}`;
		}
	}
	return message;
}

const missing =
	/^(Field "[\w.]+" of required type "([^"]+)" was not provided)\.$/;
const unknown = /^Field "([\s\S]*)" is not defined by type "(\w+)"\./;

/** What is said of an object that lacks a member, or has one that its type does not have; null for anything else. */
export function explainMembers(
	reason: string,
	options: ExplainOptions,
): string | null {
	const { schema, mayName } = options;
	const [, sentence, wanted] = missing.exec(reason) ?? [];
	if (wanted !== undefined) {
		const type = readType(schema, parseType(wanted));
		return `${sentence}; ${describeExpected(type, options)}`;
	}
	const [, key = "", name] = unknown.exec(reason) ?? [];
	if (name === undefined) return null;
	const field = /^\w+$/.test(key) ? `Field "${key}"` : "A field";
	const type = schema.getType(name);
	const members =
		mayName && isInputObjectType(type)
			? `; it has ${Object.keys(type.getFields()).join(", ")}`
			: "";
	return `${field} is not defined by type "${name}"${members}.`;
}
