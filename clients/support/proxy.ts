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
let target = serverUrl;
let next: "pass" | "lose" | "refuse" = "pass";

/** Stands between the recipes and the server, as a network does, and can fail as one. */
export const proxy = {
	/** What has gone through, in its order. */
	seen: seen as readonly Seen[],
	/** Sends what comes from now on to another server. */
	forwardTo(origin: string) {
		target = origin;
	},
	/** The server acts on a request, and the client does not see the next answer that says so. */
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
	const { method = "GET", url = "/", headers } = incoming;
	const body = await buffer(incoming);
	const record = { method, path: url, headers, body: body.toString() };
	if (next === "refuse") {
		next = "pass";
		seen.push({ ...record, status: null });
		outgoing.writeHead(503, { "Retry-After": "0" }).end("Starting again.");
		return;
	}
	const call = request(`${target}${url}`, { method, headers });
	call.once("error", () => outgoing.destroy());
	call.end(body);
	const [answer] = (await once(call, "response")) as [IncomingMessage];
	seen.push({ ...record, status: answer.statusCode ?? null });
	const isDone = answer.statusCode === 200 || answer.statusCode === 201;
	if (next !== "lose" || !isDone) return passOn(answer, outgoing);
	next = "pass";
	answer.resume().once("end", () => outgoing.destroy());
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
