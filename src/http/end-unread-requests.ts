import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";

/** Milliseconds that a caller may go on sending a body after its answer was given: many look for the answer only then. */
const patience = 30_000;

/**
 * Reads what comes of a body after its answer to nowhere, at most so many bytes and for a while, and closes the
 * connection only then: closed before, the caller would get a reset in place of the answer (RFC 9112, section 9.6).
 */
export function endUnreadRequests(app: FastifyInstance, most: number): void {
	const latest = new WeakMap<IncomingMessage["socket"], IncomingMessage>();
	app.server.on("request", (request) => {
		latest.set(request.socket, request);
	});
	// Node closes by `destroySoon` what is not kept alive, whether or not the body has come.
	app.server.on("connection", (socket) => {
		socket.destroySoon = () => {
			const request = latest.get(socket);
			if (!request || request.complete || request.destroyed)
				return Object.getPrototypeOf(socket).destroySoon.call(socket);
			socket.end();
			discardRest(request, most);
			request.once("close", () => socket.destroy());
		};
	});
	app.addHook("onResponse", ({ raw }, _reply, done) => {
		done();
		if (raw.complete || raw.destroyed || raw.socket.writableEnded) return;
		discardRest(raw, most);
	});
}

/** Node reads on by itself once the answer was given; this bounds it. */
function discardRest(request: IncomingMessage, most: number): void {
	const { socket } = request;
	let left = most;
	const end = () => socket.destroy();
	const count = (chunk: Buffer) => {
		left -= chunk.length;
		if (left < 0) end();
	};
	const timer = setTimeout(end, patience).unref();
	socket.on("data", count);
	request.once("close", () => {
		clearTimeout(timer);
		socket.off("data", count);
	});
}
