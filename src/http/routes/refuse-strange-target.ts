import type { IncomingMessage } from "node:http";
import { HttpError } from "../answers/http-error.ts";
import { sayHttp } from "../messages/say-http.ts";

/**
 * Refuses a request target that is no path: a router would take the path out of `http://other/path` and not ask about
 * `other`. A request of HTTP/1.1 without a host is refused here too (RFC 9112, section 3.2): Node's answer has no body.
 */
export function refuseStrangeTarget({
	headers,
	httpVersion,
	url,
}: IncomingMessage): void {
	if (headers.host === undefined && httpVersion === "1.1")
		throw new HttpError("badRequest", sayHttp("hostMissing", {}));
	if (url?.startsWith("/")) return;
	throw new HttpError("badRequest", sayHttp("targetNotAPath", {}));
}
