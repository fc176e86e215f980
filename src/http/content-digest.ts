import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { quote } from "../domain/quote.ts";
import { HttpError } from "./http-error.ts";

/**
 * The bytes of a body, which fail at their end when they are not those that `Content-Digest` (RFC 9530), or the older
 * `Digest` (RFC 3230), names. SHA-256 is the digest that is compared; a header without one is refused, not ignored.
 */
export function checkDigest(
	{ headers }: FastifyRequest,
	source: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
	const sent = [headers["content-digest"], headers.digest].filter(
		(header) => header !== undefined,
	);
	return sent.length === 0
		? source
		: compare(source, sent.map(String).flatMap(sha256In));
}

async function* compare(
	source: AsyncIterable<Uint8Array>,
	expected: readonly string[],
) {
	const digest = createHash("sha256");
	for await (const chunk of source) {
		digest.update(chunk);
		yield chunk;
	}
	const actual = digest.digest("base64");
	if (expected.some((value) => value !== actual))
		throw new HttpError(
			"badRequest",
			`The bytes that came have the digest sha-256=:${actual}:, not the one that was sent.`,
		);
}

/** Every SHA-256 in a header, in base64. */
function sha256In(header: string): string[] {
	const sent = header
		.split(",")
		.map((member) => member.trim())
		.filter((member) => /^sha-256=/i.test(member));
	const values = sent.flatMap(
		(member) => /=(:?)([A-Za-z0-9+/]{43}=)\1$/.exec(member)?.[2] ?? [],
	);
	if (sent.length > 0 && values.length === sent.length) return values;
	throw new HttpError(
		"badRequest",
		`The digest ${quote(header)} must name SHA-256, as in "sha-256=:…:" with base64 between the colons.`,
	);
}
