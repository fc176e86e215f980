import type { Pool } from "pg";
import type { Versions } from "../../domain/ports/versions.ts";
import { drizzle, type NodePgDatabase, sql } from "./connection/drizzle.ts";
import { locks } from "./connection/locks.ts";
import { inTransaction } from "./connection/with-client.ts";
import { versions } from "./schema.ts";

/** What is decided in a transaction: `current` are its versions, which no other transaction changes meanwhile. */
type Decision = {
	readonly db: NodePgDatabase;
	readonly current: Versions;
	/** Raises one, so that every node notices. */
	readonly raise: (column: keyof Versions) => Promise<void>;
};

/** Runs a change of the catalogue, of people or of secrets, one at a time over all nodes. */
export function decide<Result>(
	pool: Pool,
	work: (decision: Decision) => Promise<Result>,
	/** Shares the lock with writes that were decided on the versions; then none may be raised. */
	isShared = false,
): Promise<Result> {
	return inTransaction(pool, async (client) => {
		await client.query(
			isShared
				? "SELECT pg_advisory_xact_lock_shared($1)"
				: "SELECT pg_advisory_xact_lock($1)",
			[locks.decisions],
		);
		const db = drizzle(client);
		const [current] = await db.select().from(versions);
		if (!current) throw new Error("The versions table is empty.");
		return work({
			db,
			current,
			async raise(column) {
				await db
					.update(versions)
					.set({ [column]: sql`${versions[column]} + 1` });
			},
		});
	});
}
