import { once } from "node:events";
import {
	createServer,
	type IncomingMessage,
	request,
	type ServerResponse,
} from "node:http";
import { buffer } from "node:stream/consumers";
import { after } from "node:test";
import { proxyUrl, serverUrl } from "./addresses.ts";

export type Seen = {
	readonly method: string;
	/** Path and query. */
	readonly path: string;
	readonly body: string;
	readonly headers: IncomingMessage["headers"];
	/** What the server answered; null when it was not asked. */
	readonly status: number | null;
};

const seen: Seen[] = [];
let next: "pass" | "lose" | "refuse" = "pass";

/** Stands between the recipes and the server, as a network does, and can fail as one. */
export const proxy = {
	/** What has gone through, in its order. */
	seen: seen as readonly Seen[],
	/** The server acts on the next request, and the client never sees the answer. */
	loseNextAnswer() {
		next = "lose";
	},
	/** The next request is answered 503 and does not reach the server. */
	refuseNextRequest() {
		next = "refuse";
	},
	/** Cuts every open connection. */
	cutConnections: () => server.closeAllConnections(),
};

const server = createServer(async (incoming, outgoing) => {
	const fate = next;
	next = "pass";
	const { method = "GET", url = "/", headers } = incoming;
	const body = await buffer(incoming);
	const record = { method, path: url, headers, body: body.toString() };
	if (fate === "refuse") {
		seen.push({ ...record, status: null });
		outgoing.writeHead(503, { "Retry-After": "0" }).end("Starting again.");
		return;
	}
	const call = request(`${serverUrl}${url}`, { method, headers });
	call.once("error", () => outgoing.destroy());
	call.end(body);
	const [answer] = (await once(call, "response")) as [IncomingMessage];
	seen.push({ ...record, status: answer.statusCode ?? null });
	if (fate === "lose") answer.resume().once("end", () => outgoing.destroy());
	else passOn(answer, outgoing);
});

function passOn(answer: IncomingMessage, outgoing: ServerResponse) {
	outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
	outgoing.flushHeaders();
	answer.pipe(outgoing);
	answer.once("error", () => outgoing.destroy());
	outgoing.once("close", () => answer.destroy());
}

server.listen(Number(new URL(proxyUrl).port), "localhost");
await once(server, "listening");
after(() => {
	server.close();
	server.closeAllConnections();
});
