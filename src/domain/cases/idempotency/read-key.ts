import { type Actor, callerOwner } from "../../actor.ts";
import type { Touchpoint } from "../../catalogue/catalogue.ts";
import type { Context } from "../../context.ts";
import type { KeyReference } from "../../ports/idempotency-keys.ts";
import { type Problem, problem } from "../../problems/problem.ts";

/** A key names one intention of one party at one touchpoint, over both protocols. */
const keyForm = /^[\x21-\x7e]{1,255}$/;
const quotedForm = /^"(.*)"$/;
const path = ["idempotencyKey"];

type Caller = Pick<Context, "idempotencyKeyHeader"> & {
	readonly actor: Actor;
	readonly touchpoint: Touchpoint;
};

/** The key of a request, from its header or from a GraphQL input, as its caller's; null when there is none. */
export function readKey(
	{ actor, touchpoint, idempotencyKeyHeader }: Caller,
	keyInput: string | null = null,
): { key: KeyReference | null; problems: readonly Problem[] } {
	const { key, problems } = parseIdempotencyKey(idempotencyKeyHeader, keyInput);
	if (key === null) return { key, problems };
	const touchpointCode = touchpoint.code;
	return { key: { ...callerOwner(actor), touchpointCode, key }, problems };
}

/**
 * The idempotency key of a request: from the `Idempotency-Key` header, bare or in quotes (RFC 8941 string),
 * or from a GraphQL input. 1 to 255 visible ASCII characters.
 */
export function parseIdempotencyKey(
	header: string | null,
	input: string | null = null,
): { key: string | null; problems: readonly Problem[] } {
	const fromHeader = header && (quotedForm.exec(header)?.[1] ?? header);
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

function refused(wrong: Problem) {
	return { key: null, problems: [wrong] };
}
