import type { Pool, PoolClient } from "pg";
import { StoreError } from "../../store-error.ts";
import type { DatabaseTarget } from "./database-url.ts";
import { explainConnectionFailure } from "./explain-connection-failure.ts";
import type { Pools } from "./open-pools.ts";
import { requireOwnSession } from "./require-own-session.ts";
import { readSettings, requireSettings } from "./require-settings.ts";

/**
 * Makes the first connections of a node and lends the writer's one to `prepare`. Refuses a server that cannot be reached,
 * that would break a promise, or whose sessions are not the connections' own.
 */
export async function connect(
	target: DatabaseTarget,
	{ writer, writes }: Pick<Pools, "writer" | "writes">,
	prepare: (client: PoolClient) => Promise<void>,
): Promise<void> {
	await withFirst(target, writer, async (one) => {
		requireSettings(await readSettings(one));
		await withFirst(target, writes, (other) => requireOwnSession(one, other));
		await prepare(one);
	});
}

async function withFirst(
	target: DatabaseTarget,
	pool: Pool,
	use: (client: PoolClient) => Promise<void>,
) {
	let client: PoolClient | null = null;
	try {
		client = await pool.connect();
		await use(client);
		client.release();
	} catch (error) {
		client?.release(error as Error);
		if (error instanceof StoreError) throw error;
		throw explainConnectionFailure(target, error);
	}
}
