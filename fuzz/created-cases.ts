import {
	isList,
	isObject,
	memberOf,
	type Wire,
} from "../test/support/parity-wire.ts";
import type { Answer } from "./answer.ts";
import type { FuzzRequest } from "./fuzz-request.ts";
import { readWire } from "./read-wire.ts";

export type CreatedCase = {
	/** Its digits. */
	readonly number: string;
	/** The values it was created from. */
	readonly sent: Wire;
};

/** The cases that a request created, with what was sent for each; those that an earlier request had created are left out. */
export function createdCases(
	request: FuzzRequest,
	answer: Answer | null,
): readonly CreatedCase[] {
	const { what, headEdits } = request;
	if (!answer || headEdits.length > 0) return [];
	if (what !== "create" && what !== "bulk") return [];
	const body = readWire(answer.body.toString());
	const sent = request.sent ?? readSent(request);
	if (!body || !sent) return [];
	return request.protocol === "rest"
		? createdByRest(answer, body, sent)
		: createdByGraphql(body, sent);
}

function createdByRest({ status, headers }: Answer, body: Wire, sent: Sent) {
	if (status !== 201 || headers.has("idempotent-replayed")) return [];
	return pair(memberAt(body, "case", "id"), sent[0]);
}

function createdByGraphql(body: Wire, sent: Sent): readonly CreatedCase[] {
	const one = memberAt(body, "data", "createCase");
	if (one !== undefined)
		return memberAt(one, "replayed") === false
			? pair(memberAt(one, "case", "number"), sent[0])
			: [];
	const results = memberAt(body, "data", "createCases", "results");
	if (!isList(results)) return [];
	return results.flatMap((result, index) =>
		memberAt(result, "replayed") === false
			? pair(memberAt(result, "case", "number"), sent[index])
			: [],
	);
}

type Sent = readonly Wire[];

function pair(number: Wire | undefined, sent: Wire | undefined) {
	const isNumber = typeof number === "object" && number && "digits" in number;
	return isNumber && sent ? [{ number: number.digits, sent }] : [];
}

/** What a body that was changed after all says, as the server must have read it. */
function readSent({ protocol, body }: FuzzRequest): Sent | null {
	const read = readWire(String(body));
	if (read === undefined) return null;
	if (protocol === "rest") return [read];
	const input = memberAt(read, "variables", "input");
	if (input === undefined) return null;
	const rows = memberAt(input, "cases");
	return isList(rows) ? rows : [rows ?? input];
}

export function memberAt(
	value: Wire | undefined,
	...path: readonly string[]
): Wire | undefined {
	return path.reduce<Wire | undefined>(
		(inner, name) => (isObject(inner) ? memberOf(inner, name) : undefined),
		value,
	);
}
