import { isInputObjectType, isInputType, parseType } from "graphql";
import type { Sentence } from "../../domain/sentence.ts";
import { sayGraphql } from "../messages/say-graphql.ts";
import { sayGraphqlJs } from "../messages/say-graphql-js.ts";
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

/** The sentence about a value in a document, without the value. */
export function explainLiteral(
	message: string,
	options: ExplainOptions,
): Sentence {
	const about = explainMembers(message, options);
	if (about) return about;
	for (const beginning of beginnings) {
		const [, name] = beginning.exec(message) ?? [];
		const type = name && readType(options.schema, parseType(name));
		if (type && isInputType(type)) {
			const isNull = message.endsWith(", found null.");
			const { mayName } = options;
			return sayGraphql(
				"expectedAlone",
				describeExpected(type, { mayName, isNull, isLiteral: true }),
			);
		}
	}
	return sayGraphqlJs(message, options);
}

const missing =
	/^Field "([\w.]+)" of required type "([^"]+)" was not provided\.$/;
const unknown = /^Field "([\s\S]*)" is not defined by type "(\w+)"\./;

/** What is said of an object that lacks a member, or has one that its type does not have; null for anything else. */
export function explainMembers(
	reason: string,
	{ schema, mayName }: ExplainOptions,
): Sentence | null {
	const [, member = "", wanted] = missing.exec(reason) ?? [];
	if (wanted !== undefined) {
		const type = readType(schema, parseType(wanted));
		const expected = describeExpected(type, { mayName });
		return sayGraphql("memberMissing", { member, type: wanted, expected });
	}
	const [, key = "", name] = unknown.exec(reason) ?? [];
	if (name === undefined) return null;
	const type = schema.getType(name);
	return sayGraphql("memberNotDefined", {
		member: /^\w+$/.test(key) ? key : null,
		type: name,
		members:
			mayName && isInputObjectType(type) ? Object.keys(type.getFields()) : null,
	});
}
