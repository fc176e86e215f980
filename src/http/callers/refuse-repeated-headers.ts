import type { IncomingMessage } from "node:http";
import { RequestError } from "../../domain/problems/request-error.ts";
import { HttpError } from "../answers/http-error.ts";
import { sayHttp } from "../messages/say-http.ts";

/** Headers of which a second copy would make it a guess which one counts; Node keeps the first or joins them. */
const single = new Set([
	"host",
	"content-type",
	"authorization",
	"thalamus-touchpoint",
	"thalamus-token",
	"idempotency-key",
]);

/** Refuses a request that sends one of these headers twice. The same content type twice says nothing new. */
export function refuseRepeatedHeaders({ rawHeaders }: IncomingMessage): void {
	const seen = new Map<string, string>();
	for (let at = 0; at < rawHeaders.length; at += 2) {
		const name = (rawHeaders[at] as string).toLowerCase();
		if (!single.has(name)) continue;
		const value = (rawHeaders[at + 1] as string).trim();
		if (name === "content-type" && seen.get(name) === value) continue;
		if (seen.has(name)) throw repeated(name);
		seen.set(name, value);
	}
}

function repeated(header: string): Error {
	return /^(?:authorization|idempotency-key|thalamus-)/.test(header)
		? new RequestError("headerRepeated", { header })
		: new HttpError("badRequest", sayHttp("headerRepeated", { header }));
}
