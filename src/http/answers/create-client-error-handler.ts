import { STATUS_CODES } from "node:http";
import type { FastifyServerOptions } from "fastify";
import type { Language } from "../../domain/language.ts";
import type { Unreadable } from "../log/log-requests.ts";
import type { NewRequestId } from "../log/request-id.ts";
import { sayHttp } from "../messages/say-http.ts";
import { problemDetails, problemType } from "./problem-details.ts";

type Handler = NonNullable<FastifyServerOptions["clientErrorHandler"]>;

type ClientError = {
	readonly status: number;
	readonly code: string;
	readonly reason: "headersTooLarge" | "requestTooSlow" | "notHttp";
};

/** By the codes of Node's parser. */
const clientErrors: Readonly<Partial<Record<string, ClientError>>> = {
	HPE_HEADER_OVERFLOW: {
		status: 431,
		code: "REQUEST_HEADER_FIELDS_TOO_LARGE",
		reason: "headersTooLarge",
	},
	ERR_HTTP_REQUEST_TIMEOUT: {
		status: 408,
		code: "REQUEST_TIMEOUT",
		reason: "requestTooSlow",
	},
};
const unreadable: ClientError = {
	status: 400,
	code: "BAD_REQUEST",
	reason: "notHttp",
};

/** Answers bytes that Node's parser refuses, before there is a request with a path or a language. */
export function createClientErrorHandler(
	newRequestId: NewRequestId,
	defaultLanguage: Language,
	log: (line: Unreadable) => void,
): Handler {
	return (error, socket) => {
		if (error.code === "ECONNRESET" || socket.destroyed) return;
		const { status, code, reason } = clientErrors[error.code] ?? unreadable;
		const reqId = newRequestId();
		log({ reqId, ip: socket.remoteAddress, status, refused: [{ code }] });
		const problem = problemDetails(
			status,
			sayHttp(reason, {}),
			defaultLanguage,
			reqId,
		);
		const body = JSON.stringify(problem);
		if (socket.writable)
			socket.write(
				[
					`HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
					`Content-Type: ${problemType}; charset=utf-8`,
					`Content-Language: ${defaultLanguage}`,
					`Content-Length: ${Buffer.byteLength(body)}`,
					`X-Request-Id: ${reqId}`,
					"X-Content-Type-Options: nosniff",
					"Connection: close",
					"",
					body,
				].join("\r\n"),
			);
		socket.destroy(error);
	};
}
