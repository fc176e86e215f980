import fc from "fast-check";
import type { CatalogueFile } from "../src/domain/catalogue/file/catalogue-file-schema.ts";
import type { FuzzRequest } from "./fuzz-request.ts";
import { graphqlRequests } from "./graphql-requests.ts";
import { restRequests } from "./rest-requests.ts";

/** Requests that are made, and sent, together. */
export const batchSize = 256;

/** The requests of a run; the seed and the number of a batch alone decide what is in it. */
export function createRequests(file: CatalogueFile, seed: number) {
	const either = fc.oneof(restRequests(file), graphqlRequests(file));
	return {
		batch: (number: number): readonly FuzzRequest[] =>
			fc.sample(either, {
				numRuns: batchSize,
				seed: (seed ^ Math.imul(number + 1, 0x9e3779b1)) | 0,
			}),
	};
}
