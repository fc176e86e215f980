import type { FastifyRequest } from "fastify";
import { HttpError } from "../../http/answers/http-error.ts";
import { queryOf } from "../../http/callers/request-texts.ts";
import {
	defaultJsonLimits,
	parseStrictJson,
	StrictJsonError,
} from "../../http/json/strict-json.ts";
import { sayHttp } from "../../http/messages/say-http.ts";
import type { Members } from "./read-operation.ts";

/** In a body the same value stands in an object. */
const limits = {
	...defaultJsonLimits,
	maxDepth: defaultJsonLimits.maxDepth - 1,
};

/** The members of a GraphQL request as query parameters (GraphQL over HTTP, section "GET"); an empty one counts as absent. */
export function readQueryString(
	request: FastifyRequest,
	members: Members,
): Readonly<Record<string, unknown>> {
	refuseIllFormed(request.raw.url ?? "");
	const parameters = queryOf(request);
	const found: Record<string, unknown> = {};
	for (const [name, type] of Object.entries(members)) {
		const value = parameters[name];
		if (value === undefined || value === "") continue;
		if (typeof value !== "string")
			throw new HttpError(
				"badRequest",
				sayHttp("parameterRepeated", { parameter: name }),
			);
		found[name] = type === "object" ? readJson(name, value) : value;
	}
	return found;
}

/** Node reads other bytes than ASCII as Latin-1, and the parser of query strings leaves what it cannot decode as it stands. */
function refuseIllFormed(url: string): void {
	try {
		if (/^[\x21-\x7e]*$/.test(url)) {
			decodeURIComponent(url);
			return;
		}
	} catch {
		// A percent sign that begins no character of UTF-8.
	}
	throw new StrictJsonError("ILL_FORMED_TEXT", [], sayHttp("queryNotUtf8", {}));
}

function readJson(name: string, text: string): unknown {
	try {
		return parseStrictJson(Buffer.from(text), limits);
	} catch (error) {
		if (!(error instanceof StrictJsonError)) throw error;
		const { code, path, sentence } = error;
		throw new StrictJsonError(
			code,
			[name, ...path],
			sayHttp("inParameter", { parameter: name, sentence }),
		);
	}
}
