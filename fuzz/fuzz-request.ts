import type { Caller } from "../test/support/parity-inputs.ts";
import type { Wire } from "../test/support/parity-wire.ts";
import { type Edit, editBytes } from "./edit-bytes.ts";

export type Protocol = "rest" | "graphql";

/** A request before it is known what the callers' sessions are. */
export type FuzzRequest = {
	readonly protocol: Protocol;
	/** What it tries, in a word or two. */
	readonly what: string;
	readonly caller: Caller;
	/** Where touchpoint and token stand. */
	readonly place: "headers" | "query";
	readonly method: string;
	/** With its query, if it has one. */
	readonly path: string;
	readonly headers: readonly (readonly [name: string, value: string])[];
	readonly body: Buffer | null;
	/** The values of the cases it creates, should it be accepted; null where the body itself has to be read. */
	readonly sent: readonly Wire[] | null;
	/** What is changed in the bytes of its head; nothing in a well-formed one. */
	readonly headEdits: readonly Edit[];
};

export type HeadersOf = Readonly<
	Record<Caller, Readonly<Record<string, string>>>
>;

/** The request as it goes over the wire. */
export function bytesOf(request: FuzzRequest, headersOf: HeadersOf): Buffer {
	const { method, headers, body, headEdits } = request;
	const { path, credentials } = placeCredentials(
		request,
		headersOf[request.caller],
	);
	const given = new Set(headers.map(([name]) => name.toLowerCase()));
	const length: [string, string][] =
		body && !given.has("content-length")
			? [["content-length", String(body.length)]]
			: [];
	const lines = [
		`${method} ${path} HTTP/1.1`,
		"host: localhost",
		...[...credentials, ...headers, ...length].map((pair) => pair.join(": ")),
	];
	const head = Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
	return Buffer.concat([
		editBytes(head, headEdits),
		...(body === null ? [] : [body]),
	]);
}

function placeCredentials(
	{ path, place }: FuzzRequest,
	headers: Readonly<Record<string, string>>,
): { path: string; credentials: readonly (readonly [string, string])[] } {
	const all = Object.entries(headers);
	if (place === "headers") return { path, credentials: all };
	const isQuery = ([name]: [string, string]) => name.startsWith("thalamus-");
	const query = all
		.filter(isQuery)
		.map(
			([name, value]) =>
				`${name.slice("thalamus-".length)}=${encodeURIComponent(value)}`,
		)
		.join("&");
	const joint = path.includes("?") ? "&" : "?";
	return {
		path: query === "" ? path : path + joint + query,
		credentials: all.filter((entry) => !isQuery(entry)),
	};
}
