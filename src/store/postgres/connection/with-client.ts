import type { Pool, PoolClient } from "pg";
import { failureOf, sqlState } from "./postgres-errors.ts";
import { requestErrorOf } from "./request-error-of.ts";

/** Milliseconds after which an answer of the database is no longer waited for. */
export const deadline = 10_000;

/**
 * Lends a connection of a pool to `work`. After the deadline its socket is closed, and the statement never cancelled: a
 * cancelled wait for a standby would be acknowledged although the standby has nothing. Failures are as callers get them.
 */
export async function withClient<Result>(
	pool: Pool,
	work: (client: PoolClient) => Promise<Result>,
	patience = deadline,
): Promise<Result> {
	let client: PoolClient;
	try {
		client = await pool.connect();
	} catch (error) {
		throw requestErrorOf(error);
	}
	let isReleased = false;
	const release = (error?: Error) => {
		if (isReleased) return;
		isReleased = true;
		client.release(error);
	};
	const timer = setTimeout(
		() => release(new Error(`No answer in ${patience} milliseconds.`)),
		patience,
	);
	try {
		const result = await work(client);
		release();
		return result;
	} catch (error) {
		release(isUsable(error) ? undefined : (error as Error));
		throw requestErrorOf(error);
	} finally {
		clearTimeout(timer);
	}
}

/** Whether a connection can be used on after a failure; one in a transaction that did not end cannot. */
function isUsable(error: unknown): boolean {
	return sqlState(error) !== null && failureOf(error) !== "unknown";
}

/** Runs `work` in a transaction, which is undone when it throws. */
export function inTransaction<Result>(
	pool: Pool,
	work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
	return withClient(pool, async (client) => {
		await client.query("BEGIN");
		try {
			const result = await work(client);
			await client.query("COMMIT");
			return result;
		} catch (error) {
			await client.query("ROLLBACK");
			throw error;
		}
	});
}
