import { quote } from "../../domain/problems/quote.ts";
import { HttpError } from "../../http/answers/http-error.ts";
import { isObject } from "../is-object.ts";
import { checkPersistedQuery } from "../trusted-documents/persisted-query.ts";
import {
	findTrustedDocument,
	type TrustedDocuments,
} from "../trusted-documents/trusted-documents.ts";

export type Members = Readonly<Record<string, "string" | "object">>;

/** The members of a GraphQL request (GraphQL over HTTP, section 4.1) and what each must be; null counts as absent. */
const usual: Members = {
	query: "string",
	variables: "object",
	operationName: "string",
	extensions: "object",
};
/** With the names that clients have for the id of a document: GraphQL over HTTP's own, and Relay's. */
const withTrusted: Members = {
	...usual,
	documentId: "string",
	doc_id: "string",
	id: "string",
};

export function requestMembers(documents: TrustedDocuments | null): Members {
	return documents ? withTrusted : usual;
}

/** Characters of a document; what is sent with it goes into variables. */
export const longestDocument = 65_536;

export type GraphqlRequest = {
	readonly query: string;
	readonly variables: Readonly<Record<string, unknown>>;
	readonly operationName?: string | null;
};

/** Checks that a body, or what a query string holds, is one GraphQL request and nothing else, of a listed document where there is a list. */
export function readOperation(
	body: unknown,
	documents: TrustedDocuments | null = null,
): GraphqlRequest {
	if (!isObject(body))
		throw refused("The body must be one JSON object, not a list or a value.");
	const members = documents ? withTrusted : usual;
	for (const member in body) {
		const wanted = Object.hasOwn(members, member) ? members[member] : null;
		if (!wanted)
			throw refused(
				`The body has an unknown member ${quote(member)}; it may have ${Object.keys(members).join(", ")}.`,
			);
		const value = body[member] ?? null;
		const found = Array.isArray(value) ? "array" : typeof value;
		if (value === null || found === wanted) continue;
		if (wanted !== "object" || !isNone(value))
			throw refused(`${member} must be of type ${wanted}, not ${found}.`);
	}
	const { query = null, operationName, variables, extensions } = body;
	if (!documents && extensions) checkPersistedQuery(query, extensions);
	if (!documents && query === null)
		throw refused("The request must hold the operation, as text, in query.");
	if (String(query).length > longestDocument)
		throw refused(
			"The document is too large; send values, and files above all, in variables.",
		);
	return {
		query: documents ? findTrustedDocument(body, documents) : String(query),
		variables: isObject(variables) ? variables : {},
		operationName: operationName ? String(operationName) : null,
	};
}

/** What PHP's json_encode makes of an empty map, and what forms send for nothing. */
function isNone(value: unknown): boolean {
	return value === "" || (Array.isArray(value) && value.length === 0);
}

function refused(message: string) {
	return new HttpError("badRequest", message);
}
