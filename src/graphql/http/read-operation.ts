import type { Sentence } from "../../domain/sentence.ts";
import { HttpError } from "../../http/answers/http-error.ts";
import { isObject } from "../is-object.ts";
import { sayGraphql } from "../messages/say-graphql.ts";
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
	if (!isObject(body)) throw refused(sayGraphql("requestNotOneObject", {}));
	const members = requestMembers(documents);
	for (const member in body) {
		const wanted = Object.hasOwn(members, member) ? members[member] : null;
		if (!wanted)
			throw refused(
				sayGraphql("memberUnknown", { member, members: Object.keys(members) }),
			);
		const value = body[member] ?? null;
		const found = Array.isArray(value) ? "array" : typeof value;
		if (value === null || found === wanted) continue;
		if (wanted !== "object" || !isNone(value))
			throw refused(sayGraphql("memberOfType", { member, wanted, found }));
	}
	const { query = null, operationName, variables, extensions } = body;
	if (!documents && extensions) checkPersistedQuery(query, extensions);
	if (!documents && query === null)
		throw refused(sayGraphql("queryMissing", {}));
	if (String(query).length > longestDocument)
		throw refused(sayGraphql("documentTooLong", {}));
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

function refused(sentence: Sentence) {
	return new HttpError("badRequest", sentence);
}
