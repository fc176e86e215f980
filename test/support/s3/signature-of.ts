import { createHmac, hash } from "node:crypto";
import type { IncomingMessage } from "node:http";

const hmac = (key: string | Buffer, text: string) =>
	createHmac("sha256", key).update(text).digest();

/** What `Authorization` says of itself (AWS Signature Version 4), and what its signature must be; null where it is of another kind. */
export function signatureOf(
	{ method = "", url = "", headers, rawHeaders }: IncomingMessage,
	secret: string,
) {
	const form =
		/^AWS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([^/,]+)\/s3\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/;
	const [, keyId, day, region, signed, given] =
		form.exec(headers.authorization ?? "") ?? [];
	if (!keyId || !day || !region || !signed) return null;
	const scope = `${day}/${region}/s3/aws4_request`;
	const [path = "", query = ""] = url.split("?");
	const canonical = [
		method,
		path,
		query.split("&").toSorted().join("&"),
		...signed.split(";").map((name) => `${name}:${headerOf(rawHeaders, name)}`),
		"",
		signed,
		headers["x-amz-content-sha256"] ?? "",
	].join("\n");
	const toSign = [
		"AWS4-HMAC-SHA256",
		headers["x-amz-date"],
		scope,
		hash("sha256", canonical),
	].join("\n");
	const key = [region, "s3", "aws4_request"].reduce(
		(last: Buffer, part) => hmac(last, part),
		hmac(`AWS4${secret}`, day),
	);
	return { keyId, region, given, expected: hmac(key, toSign).toString("hex") };
}

function headerOf(rawHeaders: readonly string[], name: string): string {
	const index = rawHeaders.findIndex(
		(each, position) => position % 2 === 0 && each.toLowerCase() === name,
	);
	return (rawHeaders[index + 1] ?? "").trim().replaceAll(/ +/g, " ");
}
