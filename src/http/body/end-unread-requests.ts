import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";

/** The latest request of each connection that had one. */
export type LatestRequests = WeakMap<
	IncomingMessage["socket"],
	IncomingMessage
>;

type EndUnread = (request: IncomingMessage) => void;

/** Milliseconds that a caller may go on sending a body after its answer was given: many look for the answer only then. */
const patience = 30_000;
/** Milliseconds between two looks at how much has come. */
const interval = 50;

/**
 * Reads what comes of a body after its answer to nowhere, at most so many bytes and for a while, and closes the
 * connection only then: closed before, the caller would get a reset in place of the answer (RFC 9112, section 9.6).
 * Answers what does so for a request whose connection is kept; it is to be called after the answer.
 */
export function endUnreadRequests(
	app: FastifyInstance,
	latest: LatestRequests,
	most: number,
): EndUnread {
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
	return (request) => {
		// Of a request that is injected, without a connection, it is not known.
		const hasRest = request.complete === false;
		if (hasRest && !request.destroyed && !request.socket.writableEnded)
			discardRest(request, most);
	};
}

/**
 * Node reads on by itself once the answer was given; this bounds it. The bytes are looked up now and then: a listener for
 * the data of a socket that Node has paused would keep it paused.
 */
function discardRest(request: IncomingMessage, most: number): void {
	const { socket } = request;
	const last = socket.bytesRead + most;
	let looks = patience / interval;
	const timer = setInterval(() => {
		if (--looks <= 0 || socket.bytesRead > last) socket.destroy();
	}, interval).unref();
	request.once("close", () => clearInterval(timer));
}
