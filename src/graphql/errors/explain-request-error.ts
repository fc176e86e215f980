import { type GraphQLError, Kind } from "graphql";
import { describeExpected } from "./describe-expected.ts";
import { explainLiteral, explainMembers } from "./explain-literal.ts";
import type { ExplainOptions } from "./explain-options.ts";
import { readType } from "./read-type.ts";
import { typeAtPath } from "./type-at-path.ts";

/** Kinds of nodes that an error about a value in a document points at. */
const valueKinds: ReadonlySet<string> = new Set([
	...[Kind.INT, Kind.FLOAT, Kind.STRING, Kind.BOOLEAN, Kind.NULL, Kind.ENUM],
	...[Kind.LIST, Kind.OBJECT, Kind.OBJECT_FIELD],
]);
const absent = /^Variable "\$\w+" of (?:required|non-null) type "([^"]+)"/;

/**
 * The message of what GraphQL refuses before it runs. About a value, a variable's or one in the document, it says where
 * the value stands and what was expected there, and quotes nothing of it: it may be a password, and errors travel
 * further than requests.
 */
export function explainRequestError(
	error: GraphQLError,
	options: ExplainOptions,
): string {
	const { nodes, message, originalError } = error;
	const [node] = nodes ?? [];
	if (node && valueKinds.has(node.kind))
		return explainLiteral(message, options);
	if (node?.kind !== Kind.VARIABLE_DEFINITION) return message;
	if (originalError) {
		const name = node.variable.name.value;
		const reason = originalError.message;
		const path = pathIn(message, reason) ?? name;
		const type = typeAtPath(readType(options.schema, node.type), path);
		const why =
			explainMembers(reason, options) ??
			describeExpected(type, { ...options, isNull: isAboutNull(reason) });
		return `Variable "$${name}" has an invalid value at "${path}"; ${why}`;
	}
	if (!absent.test(message)) return message;
	const type = readType(options.schema, node.type);
	return `${message.slice(0, -1)}; ${describeExpected(type, options)}`;
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
