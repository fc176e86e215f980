import fc from "fast-check";
import {
	type Caller,
	callers,
	creators,
} from "../test/support/parity-inputs.ts";
import { type Wire, writeJson } from "../test/support/parity-wire.ts";
import { choose } from "./choose.ts";
import { type Edit, editBytes, edits } from "./edit-bytes.ts";
import type { FuzzRequest, Protocol } from "./fuzz-request.ts";
import { type Headers, jsonHeader, keyHeader, oddHeaders } from "./headers.ts";

/** A request before it is decided who sends it, with what headers, and whether its bytes are changed. */
export type Call = {
	readonly what: string;
	readonly method: string;
	readonly path: string;
	readonly body?: Wire | Buffer | undefined;
	/** Those of JSON, where they are left out. */
	readonly headers?: Headers;
	/** Anybody, mostly those who may create, where they are left out. */
	readonly callers?: readonly Caller[];
	/** The values of the cases it creates. */
	readonly sent?: readonly Wire[];
};

const anybody = choose<Caller>(
	[6, fc.constantFrom(...creators)],
	[1, fc.constantFrom(...(Object.keys(callers) as Caller[]))],
);
const bodyEdits = choose<readonly Edit[]>([7, fc.constant([])], [3, edits]);
const headEdits = choose<readonly Edit[]>([40, fc.constant([])], [1, edits]);

export function finishRequest(
	protocol: Protocol,
	{ what, method, path, body, headers = jsonHeader, callers: own, sent }: Call,
): fc.Arbitrary<FuzzRequest> {
	const isRead = method === "GET" || method === "HEAD";
	const bytes =
		body === undefined || Buffer.isBuffer(body)
			? (body ?? null)
			: Buffer.from(writeJson(body));
	return fc
		.record({
			caller: own ? fc.constantFrom(...own) : anybody,
			place: fc.constantFrom("headers" as const, "query" as const),
			key: isRead ? fc.constant<Headers>([]) : keyHeader,
			odd: oddHeaders,
			bodyEdits,
			headEdits,
		})
		.map(({ caller, place, key, odd, bodyEdits, headEdits }) => ({
			...{ protocol, what, caller, place, method, path, headEdits },
			headers: [...(isRead ? [] : headers), ...key, ...odd],
			body: bytes && editBytes(bytes, bodyEdits),
			sent: bodyEdits.length === 0 ? (sent ?? null) : null,
		}));
}
