import type { Pool } from "pg";
import type { IdempotencyKeyStore } from "../../../domain/ports/idempotency-key-store.ts";
import { drizzle, eq, sql } from "../connection/drizzle.ts";
import { withClient } from "../connection/with-client.ts";
import { idempotencyKeys, versions } from "../schema.ts";

/** What ages idempotency keys. */
export function prepareKeyAging(
	writes: Pool,
): Pick<IdempotencyKeyStore, "remove" | "advanceClock"> {
	const { keyClock } = idempotencyKeys;
	return {
		remove: (before, most) =>
			withClient(writes, async (client) => {
				const removed = await drizzle(client)
					.delete(idempotencyKeys)
					.where(
						sql`ctid = ANY(ARRAY(SELECT ctid FROM ${idempotencyKeys} WHERE ${keyClock} < ${before} LIMIT ${most}))`,
					);
				return removed.rowCount ?? 0;
			}),
		advanceClock: (seen) =>
			withClient(writes, async (client) => {
				await drizzle(client)
					.update(versions)
					.set({ keyClock: sql`${versions.keyClock} + 1` })
					.where(eq(versions.keyClock, seen));
			}),
	};
}
