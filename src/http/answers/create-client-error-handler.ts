import type { FastifyServerOptions } from "fastify";
import type { Unreadable } from "../log/log-requests.ts";
import type { NewRequestId } from "../log/request-id.ts";
import { problemDetails, problemType } from "./problem-details.ts";

type Handler = NonNullable<FastifyServerOptions["clientErrorHandler"]>;

const forms = {
	HPE_HEADER_OVERFLOW: {
		status: 431,
		code: "REQUEST_HEADER_FIELDS_TOO_LARGE",
		detail: "The headers of the request are too large.",
	},
	ERR_HTTP_REQUEST_TIMEOUT: {
		status: 408,
		code: "REQUEST_TIMEOUT",
		detail: "The request did not come in time.",
	},
} as const;
const unreadable = {
	status: 400,
	code: "BAD_REQUEST",
	detail: "The request is not HTTP.",
} as const;

/** Answers bytes that Node's parser refuses, before there is a request with a path. */
export function createClientErrorHandler(
	newRequestId: NewRequestId,
	log: (line: Unreadable) => void,
): Handler {
	return (error, socket) => {
		if (error.code === "ECONNRESET" || socket.destroyed) return;
		const { status, code, detail } =
			forms[error.code as keyof typeof forms] ?? unreadable;
		const reqId = newRequestId();
		log({ reqId, ip: socket.remoteAddress, status, refused: [{ code }] });
		const problem = problemDetails(status, detail, reqId);
		const body = JSON.stringify(problem);
		if (socket.writable)
			socket.write(
				[
					`HTTP/1.1 ${status} ${problem.title}`,
					`Content-Type: ${problemType}; charset=utf-8`,
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
