import type { FastifyRequest } from "fastify";
import { Refusal } from "../domain/refusal.ts";
import type { Credentials, Login } from "../domain/session/credentials.ts";
import { headerText } from "./header-text.ts";
import { refuseRepeatedHeaders } from "./refuse-repeated-headers.ts";
import { readSessionCookie } from "./session-cookie.ts";

/** Reads who a request says it comes from, the same way for both doors; refuses what would need a guess. */
export function readCredentials(request: FastifyRequest): Credentials {
	refuseRepeatedHeaders(request.raw.rawHeaders);
	const { headers } = request;
	const query = request.query as Readonly<Record<string, unknown>>;
	return {
		touchpointCode: oneValue(
			"touchpoint",
			headerText(headers["thalamus-touchpoint"]),
			query.touchpoint,
		),
		token: oneValue("token", headers["thalamus-token"], query.token),
		login: readBasic(headers.authorization),
		cookie: readSessionCookie(headers.cookie),
	};
}

/** A value that may come in the header, the query, or equal in both. */
function oneValue(
	name: string,
	header: unknown,
	query: unknown,
): string | null {
	const sent = [header, ...(Array.isArray(query) ? query : [query])].filter(
		(value) => typeof value === "string",
	);
	if (sent.some((value) => value !== sent[0]))
		throw new Refusal(
			"conflictingCredentials",
			`The ${name} was sent with different values; send it once, as a header or in the query.`,
		);
	return sent[0] ?? null;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
/** Stands for Basic credentials that cannot be read: they are wrong like any others. */
const unreadable: Login = { principal: "", password: "" };

/** HTTP Basic (RFC 7617) with user name and password in UTF-8; the password may hold colons. */
function readBasic(header: string | undefined): Login | null {
	const encoded = /^basic +(.*)$/i.exec(header ?? "")?.[1];
	if (encoded === undefined) return null;
	try {
		const text = utf8.decode(Buffer.from(encoded.trim(), "base64"));
		const colon = text.indexOf(":");
		if (colon === -1) return unreadable;
		return { principal: text.slice(0, colon), password: text.slice(colon + 1) };
	} catch {
		return unreadable;
	}
}
