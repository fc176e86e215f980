import { hash } from "node:crypto";
import type { Sentence } from "../../domain/sentence.ts";
import { HttpError } from "../../http/answers/http-error.ts";
import { sayGraphql } from "../messages/say-graphql.ts";
import { persistedHash, withoutPrefix } from "./persisted-query.ts";

/** The only documents that run, by each of their ids, without a prefix `sha256:`; the SHA-256 of its text is an id of every document. */
export type TrustedDocuments = ReadonlyMap<string, string>;

type Request = Readonly<Record<string, unknown>>;

/**
 * The listed document that a request names, or sends in full: by `documentId` (GraphQL over HTTP, appendix "Persisted
 * Documents"), by `doc_id` or `id` (Relay), or by `extensions.persistedQuery.sha256Hash` (Apollo, urql). Anything else is
 * refused: a client cannot add to the list.
 */
export function findTrustedDocument(
	{ query, documentId, doc_id, id, extensions }: Request,
	documents: TrustedDocuments,
): string {
	const texts = [documentId, doc_id, id, persistedHash(extensions)]
		.filter((named) => (named ?? null) !== null)
		.map((named) => findById(String(named), documents));
	const [text = query] = texts;
	if (texts.some((other) => other !== text))
		throw refused(sayGraphql("documentIdsDiffer", {}));
	if (typeof text !== "string")
		throw refused(sayGraphql("documentIdMissing", {}));
	if (texts.length === 0 && documents.get(hash("sha256", text)) !== text)
		throw refused(sayGraphql("documentNotListed", {}));
	if ((query ?? null) !== null && query !== text)
		throw refused(sayGraphql("queryNotOfId", {}));
	return text;
}

function findById(id: string, documents: TrustedDocuments): string {
	const text = documents.get(withoutPrefix(id));
	if (text !== undefined) return text;
	throw refused(sayGraphql("documentIdNotListed", { id }));
}

function refused(sentence: Sentence) {
	return new HttpError("badRequest", sentence);
}
