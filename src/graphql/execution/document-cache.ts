import type { DocumentNode } from "graphql";
import { LRUCache } from "lru-cache";

const mostDocuments = 1_000;
/** Characters of all remembered documents together; a parsed document takes some dozen times as much memory. */
const mostCharacters = 1_000_000;

/** Yoga's cache of parsed and validated documents, bounded by their size and not only by their number. */
export function createDocumentCache() {
	return {
		documentCache: bySource<DocumentNode>(),
		errorCache: bySource<Error>(),
	};
}

/** A cache whose keys are the texts of documents. */
export function bySource<Value extends object>() {
	return new LRUCache<string, Value>({
		max: mostDocuments,
		maxSize: mostCharacters,
		sizeCalculation: (_value, source) => Math.max(1, source.length),
	});
}
