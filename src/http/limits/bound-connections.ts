import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";
import type { LatestRequests } from "../body/end-unread-requests.ts";

type Socket = IncomingMessage["socket"];

/**
 * Keeps at most so many connections open. One more takes the place of the oldest on which no request has come, or else
 * of those that wait between two requests; only when all are busy it is closed itself.
 *
 * At the end of the server the unused ones are closed too: browsers open such ones ahead, and Node counts them as busy,
 * so that they would hold the end up: https://github.com/nodejs/node/issues/63452
 */
export function boundConnections(
	app: FastifyInstance,
	latest: LatestRequests,
	most: number,
): void {
	const open = new Set<Socket>();
	let isEnding = false;

	function makeRoom() {
		const oldest = open.values().find((socket) => !latest.has(socket));
		if (oldest) oldest.destroy();
		else app.server.closeIdleConnections();
	}

	app.server.on("connection", (socket) => {
		if (isEnding) return socket.destroy();
		if (open.size >= most) makeRoom();
		if (open.size > most + reserve) return socket.destroy();
		open.add(socket);
		socket.once("close", () => open.delete(socket));
	});
	app.addHook("preClose", async () => {
		isEnding = true;
		for (const socket of open) if (!latest.has(socket)) socket.destroy();
	});
}

/** Closed sockets count until their `close` event. */
const reserve = 16;
