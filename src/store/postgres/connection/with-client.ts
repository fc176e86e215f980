import type { Pool, PoolClient } from "pg";
import { RequestError } from "../../../domain/problems/request-error.ts";
import { databaseErrorOf, failureOf } from "./postgres-errors.ts";
import { requestErrorOf } from "./request-error-of.ts";
import { watchReplication } from "./watch-replication.ts";

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
	let lost: Error | null = null;
	let isReleased = false;
	const lose = (error: Error) => {
		lost ??= error;
	};
	client.on("error", lose);
	const timer = setTimeout(() => {
		lose(new Error(`No answer in ${patience} milliseconds.`));
		isReleased = true;
		client.release(true);
	}, patience);
	try {
		return await work(client);
	} catch (error) {
		const isOfDatabase = databaseErrorOf(error) !== null;
		if (isOfDatabase && failureOf(error) === "unknown") lose(error as Error);
		throw lost || isOfDatabase ? requestErrorOf(error) : error;
	} finally {
		clearTimeout(timer);
		client.off("error", lose);
		// The pool closes a connection that was lost.
		if (!isReleased) client.release(lost !== null);
	}
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
			await commit(client);
			return result;
		} catch (error) {
			await client.query("ROLLBACK").catch(() => {});
			throw error;
		}
	});
}

async function commit(client: PoolClient) {
	const { isReplicated } = await watchReplication(client, () =>
		client.query("COMMIT"),
	);
	if (!isReplicated) throw new RequestError("notReplicated", {});
}
