import { type GraphQLError, Kind } from "graphql";
import type { Sentence } from "../../domain/sentence.ts";
import { sayGraphql } from "../messages/say-graphql.ts";
import { sayGraphqlJs } from "../messages/say-graphql-js.ts";
import { describeExpected } from "./describe-expected.ts";
import { explainLiteral, explainMembers } from "./explain-literal.ts";
import type { ExplainOptions } from "./explain-options.ts";
import { readType } from "./read-type.ts";
import { SentenceGraphqlError } from "./sentence-graphql-error.ts";
import { typeAtPath } from "./type-at-path.ts";

/** Kinds of nodes that an error about a value in a document points at. */
const valueKinds: ReadonlySet<string> = new Set([
	...[Kind.INT, Kind.FLOAT, Kind.STRING, Kind.BOOLEAN, Kind.NULL, Kind.ENUM],
	...[Kind.LIST, Kind.OBJECT, Kind.OBJECT_FIELD],
]);
const absent =
	/^Variable "\$(\w+)" of (?:required type "([^"]+)" was not provided|non-null type "([^"]+)" must not be null)\.$/;

/**
 * What is said of an error before GraphQL runs. About a value, a variable's or one in the document, it says where the
 * value stands and what was expected there, and quotes nothing of it: it may be a password, and errors travel further
 * than requests.
 */
export function explainRequestError(
	error: GraphQLError,
	options: ExplainOptions,
): Sentence {
	const { nodes, message, originalError } = error;
	if (error instanceof SentenceGraphqlError) return error.sentence;
	const [node] = nodes ?? [];
	if (node && valueKinds.has(node.kind))
		return explainLiteral(message, options);
	if (node?.kind !== Kind.VARIABLE_DEFINITION)
		return sayGraphqlJs(message, options);
	const { schema, mayName } = options;
	if (originalError) {
		const name = node.variable.name.value;
		const reason = originalError.message;
		const path = pathIn(message, reason) ?? name;
		const type = typeAtPath(readType(schema, node.type), path);
		const isNull = isAboutNull(reason);
		const why =
			explainMembers(reason, options) ??
			sayGraphql("expected", describeExpected(type, { mayName, isNull }));
		return sayGraphql("variableInvalid", { name, path, why });
	}
	const [, name, required, nonNull] = absent.exec(message) ?? [];
	if (name === undefined) return sayGraphqlJs(message, options);
	const expected = describeExpected(readType(schema, node.type), { mayName });
	return sayGraphql("variableAbsent", {
		name,
		isNull: required === undefined,
		type: required ?? String(nonNull),
		expected,
	});
}

function isAboutNull(reason: string): boolean {
	return reason.endsWith(" not to be null.");
}

/** Where a value stands in its variable, as graphql-js writes it between value and reason; null for all of the variable. */
function pathIn(message: string, reason: string): string | null {
	const before = message.slice(0, -`; ${reason}`.length);
	const start = before.lastIndexOf(' at "');
	const path = start < 0 ? "" : before.slice(start + 5, -1);
	return /^\w+(?:\.\w+|\[\d+\])+$/.test(path) ? path : null;
}
