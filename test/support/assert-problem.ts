import assert from "node:assert/strict";
import { STATUS_CODES } from "node:http";

/** Compares an answer of the server itself byte for byte with problem details (RFC 9457); the detail is free text. */
export function assertProblem(
	{
		text,
		contentType,
		requestId,
	}: {
		readonly text: string;
		readonly contentType: string | null | undefined;
		readonly requestId: string | null | undefined;
	},
	status: number,
): void {
	assert.match(String(contentType), /^application\/problem\+json(;|$)/);
	assert.ok(requestId);
	const { detail } = JSON.parse(text);
	const title = STATUS_CODES[status];
	const problem = { type: "about:blank", title, status, detail, requestId };
	assert.equal(text, JSON.stringify(problem));
	assert.match(detail, /^[A-Z].* .*\.$/s);
}
