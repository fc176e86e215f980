import type { FastifyRequest } from "fastify";
import { RequestError } from "../../domain/problems/request-error.ts";
import type { Credentials } from "../../domain/sessions/credentials.ts";
import { headerText } from "./header-text.ts";
import { queryOf } from "./query-of.ts";
import { refuseRepeatedHeaders } from "./refuse-repeated-headers.ts";
import type { SessionCookie } from "./session-cookie.ts";

/** Reads who a request says it comes from, the same way for both protocols; refuses what would need a guess. */
export function readCredentials(
	request: FastifyRequest,
	sessionCookie: SessionCookie,
): Credentials {
	refuseRepeatedHeaders(request.raw);
	const { headers } = request;
	const query = queryOf(request);
	return {
		touchpointCode: oneValue(
			"touchpoint",
			headerText(headers["thalamus-touchpoint"]),
			query.touchpoint,
		),
		token: oneValue("token", headers["thalamus-token"], query.token),
		authorization: headers.authorization ?? null,
		cookie: sessionCookie.read(headers.cookie),
	};
}

/** A value that may come in the header, the query, or equal in both. */
function oneValue(
	name: "touchpoint" | "token",
	header: unknown,
	query: unknown,
): string | null {
	const sent = [header, ...(Array.isArray(query) ? query : [query])].filter(
		(value) => typeof value === "string",
	);
	if (sent.some((value) => value !== sent[0]))
		throw new RequestError("differentValues", { name });
	return sent[0] ?? null;
}
