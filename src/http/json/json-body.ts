import type { IncomingMessage } from "node:http";
import type {
	FastifyInstance,
	FastifyRequest,
	onRequestHookHandler,
} from "fastify";
import { readContentCoding } from "../body/content-coding.ts";
import { checkWhole } from "../body/content-digest.ts";
import { decompress } from "../body/decompress.ts";
import { readBody } from "../body/read-body.ts";
import type { Charset } from "./charsets.ts";
import { readJsonType } from "./read-json-type.ts";
import { type JsonLimits, parseStrictJson } from "./strict-json.ts";

declare module "fastify" {
	interface FastifyRequest {
		/** What the body is written in, as its content type says. */
		charset: Charset;
	}
}

type BodyLimit = (request: FastifyRequest) => number;
type LimitsOf = (request: FastifyRequest) => JsonLimits | undefined;

/**
 * Makes strict JSON the only body that routes of this instance read. `limit` says how many bytes this request may send,
 * compressed and not, and `limitsOf` what they may hold, where that is not the usual.
 */
export function useStrictJson(
	app: FastifyInstance,
	limit: BodyLimit,
	limitsOf: LimitsOf = () => undefined,
): void {
	app.removeAllContentTypeParsers();
	app.decorateRequest("charset", "UTF-8");
	app.addContentTypeParser(
		// The usual spelling is found at once; "*" is any other that requireJson has let pass.
		["application/json", "*"],
		async (request: FastifyRequest, payload: IncomingMessage) => {
			const most = limit(request);
			const sent = await readBody(payload, most);
			checkWhole(request, sent);
			const coding = readContentCoding(request);
			const bytes =
				coding === null ? sent : await decompress(sent, coding, most);
			return parseStrictJson(bytes, limitsOf(request), request.charset);
		},
	);
}

/** An `onRequest` hook for routes with a body: refuses what is not JSON in one of these charsets, before anything reads it. */
export function requireJson(
	charsets: readonly Charset[],
): onRequestHookHandler {
	return (request, reply, done) => {
		const { headers } = request;
		const type = headers["content-type"] ?? "";
		if (type !== "application/json") {
			request.charset = readJsonType(type, charsets);
			// Fastify would refuse a type that is written twice.
			headers["content-type"] = "application/json";
		}
		if (headers["content-encoding"] !== undefined)
			readContentCoding(request, reply);
		done();
	};
}
