import type { FastifyCorsOptions } from "@fastify/cors";
import type { FastifyReply, FastifyRequest } from "fastify";

/** Seconds that a browser may remember a preflight: the longest that Chromium does. */
const maxAge = 7_200;

/** Every method that a path of either protocol takes. */
const methods = ["GET", "HEAD", "POST", "PUT", "DELETE"];

/** The headers of answers that a script may read, beside those that it always may. `*` is ignored when credentials are sent. */
const exposedHeaders = [
	"Accept-Encoding",
	"Allow",
	"Content-Disposition",
	"Deprecation",
	"ETag",
	"Idempotent-Replayed",
	"Location",
	"RateLimit",
	"RateLimit-Policy",
	"Retry-After",
	"Thalamus-Token",
	"WWW-Authenticate",
	"X-Request-Id",
];

/**
 * What browsers of these origins may send, and read of an answer: any header, since the origin is trusted. For any
 * other origin, `null` among them, answers carry no CORS headers.
 */
export function corsOptions(origins: readonly string[]): FastifyCorsOptions {
	const listed: ReadonlySet<string | undefined> = new Set(origins);
	return {
		origin: (origin, done) => done(null, listed.has(origin)),
		credentials: true,
		methods,
		exposedHeaders,
		maxAge,
		// Otherwise an OPTIONS request that is not a preflight is refused as plain text.
		strictPreflight: false,
	};
}

/** Lets a page read an answer that is given before any hook runs. */
export function allowOrigin(
	{ headers: { origin } }: FastifyRequest,
	reply: FastifyReply,
	origins: readonly string[],
): void {
	if (origins.length > 0) reply.header("vary", "Origin");
	if (origin === undefined || !origins.includes(origin)) return;
	reply.headers({
		"access-control-allow-origin": origin,
		"access-control-allow-credentials": "true",
		"access-control-expose-headers": exposedHeaders.join(", "),
	});
}
