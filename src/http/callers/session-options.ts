import type { IncomingHttpHeaders } from "node:http";
import type { SessionCookie } from "./session-cookie.ts";

export type RequestHeaders = IncomingHttpHeaders;

/** What signing in and out needs to know about the browser. */
export type SessionOptions = {
	readonly sessionCookie: SessionCookie;
	/** Whether it keeps no cookie, since its page is of another site. */
	readonly isCrossSite: (headers: RequestHeaders) => boolean;
};
