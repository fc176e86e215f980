import type { IncomingMessage } from "node:http";
import type {
	FastifyInstance,
	FastifyRequest,
	onRequestHookHandler,
} from "fastify";
import { quote } from "../domain/quote.ts";
import { HttpError } from "./http-error.ts";
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
				await readBytes(payload, limit(request)),
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

/** Milliseconds that a body may take to come. */
const longestBody = 30_000;

/** Collects a body by events: an async iterator costs several microseconds more. An error is made when it is needed: its stack costs as much. */
function readBytes(payload: IncomingMessage, limit: number): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const announced = Number(payload.headers["content-length"] ?? 0);
		if (announced > limit) return reject(tooLarge(limit));
		const timer = setTimeout(() => reject(tooSlow()), longestBody).unref();
		const chunks: Buffer[] = [];
		let length = 0;
		payload.on("data", (chunk: Buffer) => {
			length += chunk.length;
			if (length > limit) {
				payload.removeAllListeners("data");
				payload.resume();
				reject(tooLarge(limit));
			} else chunks.push(chunk);
		});
		payload.on("end", () => {
			clearTimeout(timer);
			resolve(
				chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks),
			);
		});
		const cutOff = () => {
			clearTimeout(timer);
			if (!payload.readableEnded) reject(wasCutOff());
		};
		payload.on("error", cutOff);
		payload.on("close", cutOff);
	});
}

function tooSlow() {
	return new HttpError(
		"requestTimeout",
		`The body did not come within ${longestBody / 1000} seconds.`,
	);
}

function wasCutOff() {
	return new HttpError("badRequest", "The body was cut off.");
}

function tooLarge(limit: number) {
	return new HttpError(
		"bodyTooLarge",
		`The body may hold at most ${limit} bytes.`,
	);
}
