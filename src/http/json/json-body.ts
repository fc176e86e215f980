import type { IncomingMessage } from "node:http";
import type {
	FastifyInstance,
	FastifyRequest,
	onRequestHookHandler,
} from "fastify";
import { bodyTooLarge } from "../body/body-too-large.ts";
import { readContentCoding } from "../body/content-coding.ts";
import { checkWhole } from "../body/content-digest.ts";
import { decompress } from "../body/decompress.ts";
import { readBody } from "../body/read-body.ts";
import type { Charset } from "./charsets.ts";
import { readJsonType } from "./read-json-type.ts";
import {
	defaultJsonLimits,
	type JsonLimits,
	parseStrictJson,
} from "./strict-json.ts";

declare module "fastify" {
	interface FastifyRequest {
		/** What the body is written in, as its content type says. */
		charset: Charset;
	}
}

/** Bytes of a body, compressed and not, that anybody may send, and somebody who is signed in. */
export type BodyBytes = { readonly anonymous: number; readonly known: number };

/** Makes strict JSON the only body that routes of this instance read; `knownLimits` are for somebody who is signed in. */
export function useStrictJson(
	app: FastifyInstance,
	bodyBytes: BodyBytes,
	knownLimits: JsonLimits = defaultJsonLimits,
): void {
	app.removeAllContentTypeParsers();
	app.decorateRequest("charset", "UTF-8");
	app.addContentTypeParser(
		// The usual spelling is found at once; "*" is any other that requireJson has let pass.
		["application/json", "*"],
		(request: FastifyRequest, payload: IncomingMessage, done) => {
			const { headers, charset, domain } = request;
			const isKnown = Boolean(domain?.actor);
			const most = isKnown ? bodyBytes.known : bodyBytes.anonymous;
			const limits = isKnown ? knownLimits : defaultJsonLimits;
			const body = takeBody(payload, most);
			if (
				body !== null &&
				headers["content-encoding"] === undefined &&
				headers["content-digest"] === undefined &&
				headers.digest === undefined
			)
				return done(null, parseStrictJson(body, limits, charset));
			return readUnusual(request, body ?? readBody(payload, most), most).then(
				(bytes) => parseStrictJson(bytes, limits, charset),
			);
		},
	);
}

/** The bytes of a body that has come with its headers, as most do, which are short; null where there is more to wait for. Refuses one that is longer than `limit`. */
function takeBody(payload: IncomingMessage, limit: number): Buffer | null {
	const announced = Number(payload.headers["content-length"] ?? 0);
	if (announced > limit) throw bodyTooLarge(limit);
	if (announced === 0 || payload.readableLength !== announced) return null;
	const bytes: Buffer = payload.read();
	payload.resume();
	return bytes;
}

/** The bytes of a body that is still coming, compressed, or sent with a digest. */
async function readUnusual(
	request: FastifyRequest,
	body: Buffer | Promise<Buffer>,
	most: number,
): Promise<Buffer> {
	const sent = await body;
	checkWhole(request, sent);
	const coding = readContentCoding(request);
	return coding === null ? sent : decompress(sent, coding, most);
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
