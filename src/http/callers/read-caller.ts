import type { FastifyRequest } from "fastify";
import { noOrigin, type Origin } from "../../domain/origin.ts";
import { RequestError } from "../../domain/problems/request-error.ts";
import type { Credentials } from "../../domain/sessions/credentials.ts";
import { refuseRepeatedHeaders } from "./refuse-repeated-headers.ts";
import { headerText, queryOf } from "./request-texts.ts";
import type { SessionCookie } from "./session-cookie.ts";

/** Reads the credentials and the origin of a request, the same way for both protocols; refuses what is ambiguous. */
export function readCredentials(
	request: FastifyRequest,
	sessionCookie: SessionCookie,
): Credentials {
	const { raw, headers } = request;
	// The raw headers alternate names and values; the others have one member for each name.
	if (Object.keys(headers).length * 2 !== raw.rawHeaders.length)
		refuseRepeatedHeaders(raw);
	const query = queryOf(request);
	return {
		touchpointCode: oneValue(
			"touchpoint",
			headerText(headers["thalamus-touchpoint"]),
			query.touchpoint,
		),
		token: oneValue("token", headers["thalamus-token"], query.token),
		authorization: headers.authorization ?? null,
		cookie: headers.cookie ? sessionCookie.read(headers.cookie) : null,
	};
}

/** The origin that a caller states for a request: headers, some of which may be in the query instead. */
export function readOrigin(request: FastifyRequest): Origin {
	const { headers } = request;
	const query = queryOf(request);
	const stated =
		headers["thalamus-activity"] ??
		headers["thalamus-tags"] ??
		headers["thalamus-source"] ??
		query.activity ??
		query.tags;
	if (stated === undefined) return noOrigin;
	const tags = first(headerText(headers["thalamus-tags"]), query.tags);
	return {
		activity: first(headerText(headers["thalamus-activity"]), query.activity),
		tags: tags === null ? noOrigin.tags : splitTags(tags),
		source: first(headerText(headers["thalamus-source"])),
	};
}

/** A value that may come in the header, the query, or equal in both. */
function oneValue(
	name: "touchpoint" | "token",
	header: unknown,
	query: unknown,
): string | null {
	if (query === undefined) return typeof header === "string" ? header : null;
	if (header === undefined && typeof query === "string") return query;
	const sent = [header, ...(Array.isArray(query) ? query : [query])].filter(
		(value) => typeof value === "string",
	);
	if (sent.some((value) => value !== sent[0]))
		throw new RequestError("differentValues", { name });
	return sent[0] ?? null;
}

function splitTags(list: string): readonly string[] {
	return list
		.split(",")
		.map((tag) => tag.trim())
		.filter((tag) => tag !== "");
}

/** The first that is a text with something in it, also of a parameter that was sent twice. */
function first(header: string | undefined, parameter?: unknown): string | null {
	if (header) return header;
	const sent = Array.isArray(parameter)
		? parameter.find((value) => typeof value === "string" && value !== "")
		: parameter;
	return typeof sent === "string" && sent !== "" ? sent : null;
}
