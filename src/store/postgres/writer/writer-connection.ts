import type { Pool, PoolClient } from "pg";
import { WriteFailure } from "./write-failure.ts";

/** The one connection of the writer, made when it is needed and made anew when it was lost. */
export type WriterConnection = {
	/** Runs `work` on it until a moment of `performance.now()`; then its socket is closed. Whatever fails is a WriteFailure. */
	use<Result>(
		until: number,
		work: (client: PoolClient) => Promise<Result>,
	): Promise<Result>;
	/** Counts the connections; what a session held is gone with it. */
	readonly session: number;
	close(): void;
};

export function createWriterConnection(pool: Pool): WriterConnection {
	let open: PoolClient | null = null;
	let session = 0;

	function drop(client: PoolClient) {
		if (open !== client) return;
		open = null;
		client.release(true);
	}

	async function connect(): Promise<PoolClient> {
		const client = await pool.connect();
		session++;
		client.on("error", () => drop(client));
		return client;
	}

	return {
		async use(until, work) {
			try {
				open ??= await connect();
			} catch (error) {
				throw new WriteFailure(error);
			}
			const client = open;
			const timer = setTimeout(() => drop(client), until - performance.now());
			try {
				return await work(client);
			} catch (error) {
				const failure = new WriteFailure(error);
				if (failure.failure === "unknown") drop(client);
				throw failure;
			} finally {
				clearTimeout(timer);
			}
		},
		get session() {
			return session;
		},
		close() {
			if (open) drop(open);
		},
	};
}
