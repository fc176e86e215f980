import type { onRequestHookHandler } from "fastify";
import { queryOf } from "../callers/request-texts.ts";

/** Since when credentials in the query are discouraged, as RFC 9745 writes a date: 2026-11-24. They go on working; docs/diagnosis.md says what to send instead. */
const discouragedSince = "@1795478400";

/**
 * An `onRequest` hook: answers to callers with credentials stay out of caches, and their addresses out of other sites'
 * logs. Who puts them into the query, where every proxy logs them, is told that headers are better.
 */
export const setNoStore: onRequestHookHandler = (request, reply, done) => {
	reply
		.header("cache-control", "no-store")
		.header("referrer-policy", "no-referrer");
	const { touchpoint, token } = queryOf(request);
	if (touchpoint !== undefined || token !== undefined)
		reply.header("deprecation", discouragedSince);
	done();
};
