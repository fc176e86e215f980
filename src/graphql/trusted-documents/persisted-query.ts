import { hash } from "node:crypto";
import { untranslated } from "../../domain/sentence.ts";
import { HttpError } from "../../http/answers/http-error.ts";
import { OperationError } from "../errors/operation-error.ts";
import { sayGraphql } from "../messages/say-graphql.ts";

type Extensions = {
	readonly persistedQuery?: { readonly sha256Hash?: unknown } | null;
};

/** The hash in `extensions.persistedQuery`, by which Apollo Client and urql name a document; null when there is none. */
export function persistedHash(extensions: unknown): string | null {
	// readOperation has checked that extensions are an object; what is in it may be anything.
	const { persistedQuery = null } = (extensions ?? {}) as Extensions;
	if (persistedQuery === null) return null;
	const { sha256Hash } = persistedQuery;
	if (typeof sha256Hash === "string") return sha256Hash;
	throw new HttpError("badRequest", sayGraphql("persistedHashMissing", {}));
}

/**
 * Checks the hash of a document where no list of documents is kept. A hash alone gets the answer on which clients send
 * the text, and no hash any more: its message, code and status 200 are what Apollo Server answers.
 */
export function checkPersistedQuery(query: unknown, extensions: unknown): void {
	const sent = persistedHash(extensions);
	if (sent === null) return;
	if (query === null)
		throw new OperationError(
			{ code: "PERSISTED_QUERY_NOT_SUPPORTED", http: { status: 200 } },
			// Clients compare it.
			untranslated("PersistedQueryNotSupported"),
		);
	if (withoutPrefix(sent) !== hash("sha256", String(query)))
		throw new HttpError("badRequest", sayGraphql("persistedHashWrong", {}));
}

/** A digest without the prefix that GraphQL over HTTP writes before it. */
export function withoutPrefix(id: string): string {
	return id.replace(/^sha256:/, "");
}
