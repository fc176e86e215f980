import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";

/**
 * An id that a caller may choose: 1 to 128 letters, digits and `. _ ~ + / = : @ -`, as in a UUID, a `traceparent` or
 * base64. Of a header that came twice Node makes one with a comma, which is none.
 */
const wellFormed = /^[\w.~+/=:@-]{1,128}$/;

export type NewRequestId = () => string;

/** Makes ids that no other process gives. In base 36: V8 keeps the decimal text of a number until a full garbage collection. */
export function createRequestIds(): NewRequestId {
	const prefix = randomBytes(4).toString("hex");
	let count = 0;
	return () => `${prefix}-${(++count).toString(36)}`;
}

/** Tells the id of a request: the caller's own `X-Request-Id` if it is well formed, else a new one. */
export function createRequestIdOf(
	newRequestId: NewRequestId,
): (request: IncomingMessage) => string {
	return ({ headers }) => {
		const sent = headers["x-request-id"];
		return typeof sent === "string" && wellFormed.test(sent)
			? sent
			: newRequestId();
	};
}
