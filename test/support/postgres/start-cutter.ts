import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/**
 * A way to a server that can be cut: of the next statement with this name, the answer is lost, and with it the connection.
 * `when` says whether the server gets the statement before.
 */
export async function startCutter(database: URL) {
	let armed: {
		readonly name: string;
		readonly when: "before" | "after";
	} | null = null;
	let cuts = 0;
	const sockets: Socket[] = [];
	const proxy = createServer((client) => {
		const server = connect(Number(database.port), database.hostname);
		sockets.push(client, server);
		let isCut = false;
		const cut = () => {
			cuts++;
			client.destroy();
			server.destroy();
		};
		client.on("data", (bytes) => {
			const isMeant = armed !== null && bytes.includes(armed.name);
			const isBefore = isMeant && armed?.when === "before";
			if (isMeant) {
				armed = null;
				isCut = true;
			}
			if (isBefore) cut();
			else server.write(bytes);
		});
		server.on("data", (bytes) => {
			if (isCut) cut();
			else client.write(bytes);
		});
		for (const [one, other] of [
			[client, server],
			[server, client],
		] as const) {
			one.on("error", () => {});
			one.on("close", () => other.destroy());
		}
	});
	proxy.listen(0, "127.0.0.1");
	await once(proxy, "listening");
	const url = new URL(database);
	url.port = String((proxy.address() as { port: number }).port);
	return {
		url: url.href,
		cutNext(name: string, when: "before" | "after") {
			armed = { name, when };
		},
		get cuts() {
			return cuts;
		},
		async [Symbol.asyncDispose]() {
			for (const socket of sockets) socket.destroy();
			proxy.close();
		},
	};
}
