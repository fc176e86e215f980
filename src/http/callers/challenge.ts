import type { IncomingHttpHeaders } from "node:http";
import type { FastifyReply } from "fastify";

/** Asks for what the login of a person needs (RFC 7617). */
const basic = 'Basic realm="casebridge", charset="UTF-8"';

/** Asks for the same by a scheme that browsers do not know: they would show a dialog, and add what was typed to every request by themselves. */
const withoutDialog = 'Thalamus-Token realm="casebridge"';

/** Says in an answer with 401 how to identify oneself, as each must (RFC 9110, section 11.6.1). */
export function challenge(reply: FastifyReply): FastifyReply {
	return reply.header(
		"www-authenticate",
		isFromBrowser(reply.request.headers) ? withoutDialog : basic,
	);
}

/** Whether a request looks like one of a browser; every navigation, fetch and form of one has at least one of these. */
function isFromBrowser(headers: IncomingHttpHeaders): boolean {
	return (
		headers.origin !== undefined ||
		headers.cookie !== undefined ||
		/\bMozilla\//i.test(headers["user-agent"] ?? "") ||
		Object.keys(headers).some((name) => name.startsWith("sec-fetch-"))
	);
}
