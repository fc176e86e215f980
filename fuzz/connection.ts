import { connect, type Socket } from "node:net";
import { type Answer, readAnswer } from "./answer.ts";

export type Connection = {
	/** Writes the bytes and reads one answer; null when none came in so many milliseconds, or the connection went. */
	readonly send: (
		bytes: Buffer,
		options: { readonly isHead: boolean; readonly patience: number },
	) => Promise<Answer | null>;
	readonly close: () => void;
};

/** A connection to the server that takes any bytes, HTTP or not; it is opened again when the server closed it. */
export function createConnection(port: number): Connection {
	let socket: Socket | null = null;

	function open(): Socket {
		if (socket && !socket.destroyed && socket.writable) return socket;
		socket = connect({ port, host: "127.0.0.1", noDelay: true });
		socket.on("error", () => {});
		return socket;
	}

	return {
		send(bytes, { isHead, patience }) {
			const current = open();
			return new Promise((resolve) => {
				const chunks: Buffer[] = [];
				const timer = setTimeout(() => finish(null), patience);
				const look = (hasEnded: boolean) =>
					readAnswer(Buffer.concat(chunks), isHead, hasEnded);
				const onData = (chunk: Buffer) => {
					chunks.push(chunk);
					const answer = look(false);
					if (answer) finish(answer);
				};
				const onClose = () => finish(look(true));
				function finish(answer: Answer | null) {
					clearTimeout(timer);
					current.off("data", onData);
					current.off("close", onClose);
					const isReusable =
						answer !== null &&
						answer.headers.get("connection") !== "close" &&
						!answer.headers.get("content-type")?.startsWith("text/event");
					if (!isReusable) current.destroy();
					resolve(answer);
				}
				current.on("data", onData);
				current.once("close", onClose);
				current.write(bytes);
			});
		},
		close: () => socket?.destroy(),
	};
}
