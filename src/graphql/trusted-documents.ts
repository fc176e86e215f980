import { hash } from "node:crypto";
import { quote } from "../domain/quote.ts";
import { HttpError } from "../http/http-error.ts";

/** The only documents that run, by the SHA-256 of their text in lower-case hexadecimal. */
export type TrustedDocuments = ReadonlyMap<string, string>;

type Request = Readonly<Record<string, unknown>>;

/**
 * The listed document that a request names, by `documentId` (GraphQL over HTTP, appendix "Persisted Documents", also with
 * the prefix `sha256:`) or by `extensions.persistedQuery.sha256Hash` (Apollo's name for it), or sends in full. Anything
 * else is refused: a client cannot add to the list.
 */
export function findTrustedDocument(
	{ query, documentId, extensions }: Request,
	documents: TrustedDocuments,
): string {
	const ids = [documentId, hashIn(extensions)]
		.filter((id) => (id ?? null) !== null)
		.map((id) => String(id).replace(/^sha256:/, ""));
	const [id = null, other = id] = ids;
	if (id !== other)
		throw refused("documentId and persistedQuery name different documents.");
	const text = id === null ? query : documents.get(id);
	if (typeof text !== "string")
		throw refused(
			`No listed document has the SHA-256 ${quote(id)}; this server runs listed documents alone.`,
		);
	if (id === null && documents.get(hash("sha256", text)) !== text)
		throw refused(
			"This document is not listed; this server runs listed documents alone.",
		);
	if ((query ?? null) !== null && query !== text)
		throw refused("query is not the document that the request names.");
	return text;
}

function hashIn(extensions: unknown): unknown {
	const { persistedQuery = null } = (extensions ?? {}) as Request;
	if (persistedQuery === null) return null;
	const { sha256Hash } = persistedQuery as Request;
	if (typeof sha256Hash === "string") return sha256Hash;
	throw refused("extensions.persistedQuery must have a text sha256Hash.");
}

function refused(message: string) {
	return new HttpError("badRequest", message);
}
