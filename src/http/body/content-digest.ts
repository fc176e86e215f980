import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { HttpError } from "../answers/http-error.ts";
import { sayHttp } from "../messages/say-http.ts";

/** Compares the bytes of a body, as they were sent, with the digests that its headers name. */
type DigestCheck = {
	update(bytes: Uint8Array): void;
	/** Fails when the bytes were others. */
	end(): void;
};

/**
 * A check of what `Content-Digest` (RFC 9530), or the older `Digest` (RFC 3230), names; null where there is neither.
 * SHA-256 is the digest that is compared; a header without one is refused, not ignored.
 */
export function startDigestCheck({
	headers,
}: FastifyRequest): DigestCheck | null {
	if (headers["content-digest"] === undefined && headers.digest === undefined)
		return null;
	const expected = [headers["content-digest"], headers.digest]
		.filter((header) => header !== undefined)
		.map(String)
		.flatMap(sha256In);
	const digest = createHash("sha256");
	return {
		update: (bytes) => void digest.update(bytes),
		end() {
			const actual = digest.digest("base64");
			if (expected.some((value) => value !== actual))
				throw new HttpError("badRequest", sayHttp("digestDiffers", { actual }));
		},
	};
}

/** Fails when a body that is all there is not the one that a digest was sent of. */
export function checkWhole(request: FastifyRequest, bytes: Uint8Array): void {
	const check = startDigestCheck(request);
	check?.update(bytes);
	check?.end();
}

/** The bytes of a body, which fail at their end when they are not those that a digest was sent of. */
export function checkDigest(
	request: FastifyRequest,
	source: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
	const check = startDigestCheck(request);
	return check === null ? source : compare(source, check);
}

async function* compare(source: AsyncIterable<Uint8Array>, check: DigestCheck) {
	for await (const chunk of source) {
		check.update(chunk);
		yield chunk;
	}
	check.end();
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
		sayHttp("digestNotSha256", { sent: header }),
	);
}
