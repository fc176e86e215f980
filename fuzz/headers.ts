import fc from "fast-check";
import { choose } from "./choose.ts";
import type { FuzzRequest } from "./fuzz-request.ts";
import { headerText } from "./odd-values.ts";

export type Headers = FuzzRequest["headers"];

export const jsonHeader: Headers = [["content-type", "application/json"]];

/** Headers that mean something to the server or to what may stand before it. */
const oddHeader = fc.tuple(
	fc.constantFrom(
		...["accept", "accept-encoding", "content-type", "content-encoding"],
		...["idempotency-key", "authorization", "cookie", "thalamus-touchpoint"],
		...["thalamus-token", "thalamus-tags", "thalamus-activity", "host"],
		...["thalamus-source", "x-forwarded-for", "origin", "range", "expect"],
		...["if-none-match", "x-http-method-override", "content-disposition"],
		...["digest", "content-digest", "te", "upgrade", "connection", "x-odd"],
	),
	choose(
		[2, headerText],
		[
			1,
			fc.constantFrom(
				...["text/html", "application/graphql-response+json", "gzip", "1, 2"],
				...["text/plain", "application/x-www-form-urlencoded", "utf-8"],
				...["application/json; charset=utf-7", "keep-alive", "bytes=0-1"],
				...["casebridge_session=x; casebridge_session=y", "100-continue"],
				...["10.0.0.1", "null", "close", "sha-256=:AAAA:", "a,b,c,".repeat(20)],
			),
		],
	),
);

/** Nothing most of the time, else a few odd headers. */
export const oddHeaders: fc.Arbitrary<Headers> = choose<Headers>(
	[9, fc.constant([])],
	[1, fc.array(oddHeader, { minLength: 1, maxLength: 3 })],
);

/** The key of one intention: seldom, one of few, so that some are sent again. */
export const keyHeader: fc.Arbitrary<Headers> = choose<Headers>(
	[8, fc.constant([])],
	[
		1,
		fc
			.integer({ min: 1, max: 300 })
			.map((n): Headers => [["idempotency-key", `fuzz-${n}`]]),
	],
);
