import type { FastifyInstance, FastifyReply } from "fastify";
import { type FetchAPI, getSSEProcessor } from "graphql-yoga";
import type { Result } from "../execution/run.ts";
import { eventStream } from "./answer.ts";

/** Milliseconds that a client has to read the end of its events when the server closes. */
const grace = 500;
/** The part of a fetch API that Yoga makes a stream with. Node loads each class when it is first named: a server without subscriptions saves 18 MB. */
const fetchApi = () => ({ Response, ReadableStream, TextEncoder }) as FetchAPI;

/** Aborts when the connection of this answer closes, or the answer is over. */
export function whenClientLeaves({ raw }: FastifyReply): AbortSignal {
	const controller = new AbortController();
	raw.once("close", () => controller.abort());
	if (raw.destroyed) controller.abort();
	return controller.signal;
}

/** Sends events as they come; a client that does not read them cannot hold up the end of the server. */
export function createEventSender(app: FastifyInstance) {
	const toEvents = getSSEProcessor();
	const open = new Set<FastifyReply["raw"]>();
	app.addHook("preClose", async () => {
		const cutOff = () => {
			for (const raw of open) raw.destroy();
		};
		setTimeout(cutOff, grace).unref();
	});

	return async function sendEvents(reply: FastifyReply, result: Result) {
		const answer = await toEvents(result, fetchApi(), eventStream);
		const { status, headers, body } = answer;
		open.add(reply.raw);
		reply.raw.once("close", () => open.delete(reply.raw));
		headers.forEach((value, name) => {
			reply.header(name, value);
		});
		// Yoga's "none" is no coding of RFC 9110. Proxies such as nginx would collect events before they pass them on.
		reply.removeHeader("content-encoding").header("x-accel-buffering", "no");
		reply.header("cache-control", "no-store");
		return reply.code(status).send(body);
	};
}
