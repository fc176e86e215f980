import { type Problem, problem } from "../../problems/problem.ts";

/** A key names one intention of one party at one touchpoint, over both protocols. */
const keyForm = /^[\x21-\x7e]{1,255}$/;
const quotedForm = /^"(.*)"$/;
const path = ["idempotencyKey"];

/**
 * The idempotency key of a request: from the `Idempotency-Key` header, bare or in quotes (RFC 8941 string),
 * or from a GraphQL input. 1 to 255 visible ASCII characters.
 */
export function parseIdempotencyKey(
	header: string | null,
	input: string | null = null,
): { key: string | null; problems: readonly Problem[] } {
	const fromHeader = header === null ? null : unquote(header);
	const key = input ?? fromHeader;
	if (key === null) return { key, problems: [] };
	if (fromHeader !== null && fromHeader !== key)
		return refused(
			problem("keysDiffer", path, { header: fromHeader, input: key }),
		);
	if (!keyForm.test(key))
		return refused(problem("illFormedKey", path, { key }));
	return { key, problems: [] };
}

function unquote(header: string): string {
	return quotedForm.exec(header)?.[1] ?? header;
}

function refused(wrong: Problem) {
	return { key: null, problems: [wrong] };
}
