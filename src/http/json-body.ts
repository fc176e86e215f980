import type { IncomingMessage } from "node:http";
import type {
	FastifyInstance,
	FastifyRequest,
	onRequestHookHandler,
} from "fastify";
import { quote } from "../domain/quote.ts";
import { HttpError } from "./http-error.ts";
import { readBody } from "./read-body.ts";
import { type JsonLimits, parseStrictJson } from "./strict-json.ts";

/** `application/json` alone, or with UTF-8 as its charset (RFC 8259); compared exactly, not by a prefix. */
const jsonType = /^application\/json(?: *; *charset *= *"?utf-8"?)? *$/i;

type BodyLimit = (request: FastifyRequest) => number;
type LimitsOf = (request: FastifyRequest) => JsonLimits | undefined;

/**
 * Makes strict JSON the only body that routes of this instance read. `limit` says how many bytes this request may send,
 * and `limitsOf` what they may hold, where that is not the usual.
 */
export function useStrictJson(
	app: FastifyInstance,
	limit: BodyLimit,
	limitsOf: LimitsOf = () => undefined,
): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser(
		// The usual spelling is found at once; "*" is any other that requireJson has let pass.
		["application/json", "*"],
		async (request: FastifyRequest, payload: IncomingMessage) =>
			parseStrictJson(
				await readBody(payload, limit(request)),
				limitsOf(request),
			),
	);
}

/** An `onRequest` hook for routes with a body: refuses what is not JSON, before anything reads it. */
export const requireJson: onRequestHookHandler = ({ headers }, _, done) => {
	const type = headers["content-type"] ?? "";
	if (!jsonType.test(type) || headers["content-encoding"] !== undefined)
		throw new HttpError(
			"unsupportedMediaType",
			`The body must be application/json in UTF-8, not ${quote(type)}.`,
		);
	done();
};
