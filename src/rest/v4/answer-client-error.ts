import type { FastifyServerOptions } from "fastify";
import { v4ErrorBody } from "./v4-errors.ts";

type Handler = NonNullable<FastifyServerOptions["clientErrorHandler"]>;

const forms = {
	HPE_HEADER_OVERFLOW: {
		status: 431,
		reason: "Request Header Fields Too Large",
		description: "The headers of the request are too large.",
	},
	ERR_HTTP_REQUEST_TIMEOUT: {
		status: 408,
		reason: "Request Timeout",
		description: "The request did not come in time.",
	},
} as const;
const unreadable = {
	status: 400,
	reason: "Bad Request",
	description: "The request is not HTTP.",
} as const;

/**
 * Answers bytes that Node's parser refuses, before there is a request with a path: in v4's form, since that is the one
 * in which paths of neither door are answered.
 */
export function answerClientError(
	...[error, socket]: Parameters<Handler>
): void {
	if (error.code === "ECONNRESET" || socket.destroyed) return;
	const { status, reason, description } =
		forms[error.code as keyof typeof forms] ?? unreadable;
	const message = reason.toUpperCase().replaceAll(" ", "_");
	const body = JSON.stringify(v4ErrorBody(status, message, description));
	if (socket.writable)
		socket.write(
			`HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
		);
	socket.destroy(error);
}
