import type { FastifyInstance, FastifyReply } from "fastify";

const eventStream = "text/event-stream";
/** Milliseconds that a client has to read the end of its events when the server closes. */
const grace = 500;

/** Whether the answer may be a stream of events (HTML Living Standard, section 9.2). */
export function acceptsEvents(accept: string): boolean {
	return [eventStream, "*/*"].some((type) =>
		accept.toLowerCase().includes(type),
	);
}

/** Aborts when the connection of this answer closes, or the answer is over. */
export function whenClientLeaves({ raw }: FastifyReply): AbortSignal {
	const controller = new AbortController();
	raw.once("close", () => controller.abort());
	if (raw.destroyed) controller.abort();
	return controller.signal;
}

export function isEventStream({ headers }: Response): boolean {
	return headers.get("content-type")?.startsWith(eventStream) === true;
}

/** Sends events as they come; a client that does not read them cannot hold up the end of the server. */
export function createEventSender(app: FastifyInstance) {
	const open = new Set<FastifyReply["raw"]>();
	app.addHook("preClose", async () => {
		const cutOff = () => {
			for (const raw of open) raw.destroy();
		};
		setTimeout(cutOff, grace).unref();
	});

	return function sendEvents(reply: FastifyReply, { body }: Response) {
		open.add(reply.raw);
		reply.raw.once("close", () => open.delete(reply.raw));
		// Yoga's "none" is no coding of RFC 9110. Proxies such as nginx would collect events before they pass them on.
		reply.removeHeader("content-encoding").header("x-accel-buffering", "no");
		return reply.send(body);
	};
}
