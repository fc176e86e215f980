import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";

/**
 * Closes, at the end of the server, connections on which no request has come: browsers open such ones ahead, and Node
 * counts them as busy, so that they would hold the end up: https://github.com/nodejs/node/issues/63452
 */
export function closeUnusedConnections(app: FastifyInstance): void {
	const unused = new Set<IncomingMessage["socket"]>();
	let isEnding = false;
	app.server.on("connection", (socket) => {
		if (isEnding) return socket.destroy();
		unused.add(socket);
		socket.once("close", () => unused.delete(socket));
	});
	app.server.on("request", ({ socket }) => unused.delete(socket));
	app.addHook("preClose", async () => {
		isEnding = true;
		for (const socket of unused) socket.destroy();
	});
}
