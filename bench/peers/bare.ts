import { createServer, type ServerResponse } from "node:http";
import { openBareStore } from "../bare-store.ts";
import { announce, databaseUrl, host, port } from "./serve.ts";

/* The least that a durable create, or a read, costs: node:http, JSON and the rows. It checks nothing and nobody. */

const store = await openBareStore(databaseUrl, "together");

const server = createServer((request, response) => {
	if (request.method === "GET") {
		const id = /^\/cases\/(\d+)/.exec(request.url ?? "")?.[1];
		const found = id ? store.readCase(Number(id)) : store.listCases();
		return answer(response, 200, found ?? {});
	}
	const chunks: Buffer[] = [];
	request.on("data", (chunk: Buffer) => chunks.push(chunk));
	request.on("end", () => {
		const text = Buffer.concat(chunks).toString();
		const key = request.headers["idempotency-key"] as string | undefined;
		store.createCase(JSON.parse(text), key, text).then(
			({ id }) => answer(response, 201, { id }),
			(error) => answer(response, 500, { error: String(error) }),
		);
	});
});

function answer(response: ServerResponse, status: number, body: object) {
	const text = JSON.stringify(body);
	response.writeHead(status, {
		"content-type": "application/json",
		"content-length": Buffer.byteLength(text),
	});
	response.end(text);
}

server.listen(port, host, () =>
	announce("bare", () => {
		server.close();
		server.closeAllConnections();
		store.close();
	}),
);
