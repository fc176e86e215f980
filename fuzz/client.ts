import type { Answer } from "./answer.ts";
import { type Connection, createConnection } from "./connection.ts";
import { bytesOf, type FuzzRequest, type HeadersOf } from "./fuzz-request.ts";

/** Requests that are on their way at once. */
const width = 16;

/** Milliseconds: a whole request is answered; one whose head was changed may announce a body that never comes. */
const patience = 20_000;
const littlePatience = 300;

export type Client = ReturnType<typeof createClient>;

/** Sends requests to the server of this port, each byte as it was made. */
export function createClient(port: number) {
	const connections = Array.from({ length: width }, () =>
		createConnection(port),
	);
	const first = connections[0] as Connection;

	async function send(
		request: FuzzRequest,
		headersOf: HeadersOf,
		connection: Connection = first,
	): Promise<Answer | null> {
		const bytes = bytesOf(request, headersOf);
		const isHead = request.method === "HEAD";
		if (request.headEdits.length === 0)
			return connection.send(bytes, { isHead, patience });
		const own = createConnection(port);
		const answer = await own.send(bytes, { isHead, patience: littlePatience });
		own.close();
		return answer;
	}

	return {
		send,
		/** Sends all of them over several connections; the answers are in their order. */
		async sendAll(requests: readonly FuzzRequest[], headersOf: HeadersOf) {
			const answers: (Answer | null)[] = [];
			const waiting = [...requests.entries()].values();
			await Promise.all(
				connections.map(async (connection) => {
					for (const [index, request] of waiting)
						answers[index] = await send(request, headersOf, connection);
				}),
			);
			return answers;
		},
		close() {
			for (const connection of connections) connection.close();
		},
	};
}
