import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A pooler in front of a server, in the mode that gives its one session to whoever begins a transaction. */
export async function startPooler(database: URL) {
	const sockets: Socket[] = [];
	let shared: Socket | null = null;
	let owner: Socket | null = null;
	const waiting: { readonly from: Socket; readonly bytes: Buffer }[] = [];

	function forward() {
		const next = waiting.findIndex(({ from }) => !owner || from === owner);
		const [found] = next < 0 ? [] : waiting.splice(next, 1);
		if (!found) return;
		owner = found.from;
		shared?.write(found.bytes);
	}

	const pooler = createServer((client) => {
		// The login of each client goes to the server, and only the first one's session is kept.
		const session = connect(Number(database.port), database.hostname);
		sockets.push(client, session);
		let isIn = false;
		eachMessage(session, (type, message) => {
			(isIn ? owner : client)?.write(message);
			if (type !== "Z") return;
			if (!isIn) {
				isIn = true;
				if (shared) session.end();
				shared ??= session;
			} else if (message.at(-1) === idle) {
				owner = null;
				forward();
			}
		});
		client.on("data", (bytes) => {
			if (!isIn) session.write(bytes);
			else if (bytes[0] !== terminate) {
				waiting.push({ from: client, bytes });
				forward();
			}
		});
		for (const socket of [client, session]) socket.on("error", () => {});
	});
	pooler.listen(0, "127.0.0.1");
	await once(pooler, "listening");
	const { port } = pooler.address() as { port: number };
	const url = new URL(database);
	url.port = String(port);
	return {
		url: url.href,
		async [Symbol.asyncDispose]() {
			for (const socket of sockets) socket.destroy();
			pooler.close();
		},
	};
}

/** The status of a session outside of a transaction. */
const idle = "I".charCodeAt(0);
const terminate = "X".charCodeAt(0);

/** Tells each message of a server: a letter, and four bytes of its length without the letter. */
function eachMessage(
	socket: Socket,
	tell: (type: string, message: Buffer) => void,
) {
	let rest = Buffer.alloc(0);
	socket.on("data", (bytes) => {
		rest = Buffer.concat([rest, bytes]);
		while (rest.length >= 5) {
			const length = 1 + rest.readUInt32BE(1);
			if (rest.length < length) return;
			tell(String.fromCharCode(rest[0] as number), rest.subarray(0, length));
			rest = rest.subarray(length);
		}
	});
}
