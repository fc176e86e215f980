import type { FastifyReply, FastifyRequest } from "fastify";
import { HttpError } from "../answers/http-error.ts";
import { sayHttp } from "../messages/say-http.ts";

/** What a body may be compressed with (RFC 9110, section 8.4.1). */
export type ContentCoding = "gzip" | "deflate" | "br";

const codings: ReadonlyMap<string, ContentCoding> = new Map([
	["gzip", "gzip"],
	["x-gzip", "gzip"],
	["deflate", "deflate"],
	["br", "br"],
]);

/** The coding of a body that may be compressed; null where it comes as it is. An answer that refuses one says what is taken (RFC 7694). */
export function readContentCoding(
	{ headers }: FastifyRequest,
	reply?: FastifyReply,
): ContentCoding | null {
	const sent = codingsIn(headers["content-encoding"]);
	const [name] = sent;
	if (name === undefined) return null;
	const coding = codings.get(name);
	if (sent.length === 1 && coding) return coding;
	reply?.header("accept-encoding", "gzip, deflate, br");
	throw new HttpError(
		"unsupportedMediaType",
		sayHttp("codingUnknown", { sent: sent.join(", ") }),
	);
}

/** For bodies that are stored as they were sent: none may come compressed. */
export function refuseContentCoding(
	{ headers }: FastifyRequest,
	reply: FastifyReply,
): void {
	const sent = codingsIn(headers["content-encoding"]);
	if (sent.length === 0) return;
	reply.header("accept-encoding", "identity");
	throw new HttpError(
		"unsupportedMediaType",
		sayHttp("codingRefused", { sent: sent.join(", ") }),
	);
}

/** The codings in a header, in the order in which they were applied; `identity` is none. */
function codingsIn(header: string | undefined): readonly string[] {
	return (header ?? "")
		.split(",")
		.map((coding) => coding.trim().toLowerCase())
		.filter((coding) => coding !== "" && coding !== "identity");
}
