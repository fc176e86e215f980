import type { FastifyServerOptions } from "fastify";
import type { Unreadable } from "../../../http/log/log-requests.ts";
import type { NewRequestId } from "../../../http/log/request-id.ts";
import { generalError } from "./general-error.ts";

type Handler = NonNullable<FastifyServerOptions["clientErrorHandler"]>;

const forms = {
	HPE_HEADER_OVERFLOW: {
		status: 431,
		reason: "Request Header Fields Too Large",
		code: "REQUEST_HEADER_FIELDS_TOO_LARGE",
		description: "The headers of the request are too large.",
	},
	ERR_HTTP_REQUEST_TIMEOUT: {
		status: 408,
		reason: "Request Timeout",
		code: "REQUEST_TIMEOUT",
		description: "The request did not come in time.",
	},
} as const;
const unreadable = {
	status: 400,
	reason: "Bad Request",
	code: "BAD_REQUEST",
	description: "The request is not HTTP.",
} as const;

/**
 * Answers bytes that Node's parser refuses, before there is a request with a path: in v4's form, since that is the one
 * in which paths of neither protocol are answered.
 */
export function createClientErrorHandler(
	newRequestId: NewRequestId,
	log: (line: Unreadable) => void,
): Handler {
	return (error, socket) => {
		if (error.code === "ECONNRESET" || socket.destroyed) return;
		const { status, reason, code, description } =
			forms[error.code as keyof typeof forms] ?? unreadable;
		const reqId = newRequestId();
		log({ reqId, ip: socket.remoteAddress, status, refused: [{ code }] });
		const body = JSON.stringify(generalError(status, code, description));
		if (socket.writable)
			socket.write(
				[
					`HTTP/1.1 ${status} ${reason}`,
					"Content-Type: application/json; charset=utf-8",
					`Content-Length: ${body.length}`,
					`X-Request-Id: ${reqId}`,
					"Connection: close",
					"",
					body,
				].join("\r\n"),
			);
		socket.destroy(error);
	};
}
