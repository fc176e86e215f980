import type {
	KeyRecord,
	KeyReference,
} from "../../../domain/ports/idempotency-keys.ts";
import { keyRecordOf } from "../../rows/key-record-of-row.ts";
import { keyColumns } from "../../rows/part-rows.ts";
import { and, asc, eq, inArray, lt, sql } from "../connection/drizzle.ts";
import {
	type ConnectedDatabase,
	prepareStoredRead,
} from "../connection/statements.ts";
import { idempotencyKeys, versions } from "../schema.ts";

export type KeyWrites = ReturnType<typeof prepareKeyWrites>;

/** Statements about idempotency keys, prepared once; each function runs inside the writer's transaction. */
export function prepareKeyWrites(db: ConnectedDatabase) {
	const isKey = and(
		eq(idempotencyKeys.partyId, sql.placeholder("partyId")),
		eq(idempotencyKeys.operatorId, sql.placeholder("operatorId")),
		eq(idempotencyKeys.touchpointCode, sql.placeholder("touchpointCode")),
		eq(idempotencyKeys.key, sql.placeholder("key")),
	);
	const select = prepareStoredRead(db, { from: idempotencyKeys, where: isKey });
	const rowid = sql<number>`rowid`;
	// The clock never goes back, so rows are in its order: the oldest keys are the first.
	const first = db
		.select({ rowid: rowid.as("rowid"), keyClock: idempotencyKeys.keyClock })
		.from(idempotencyKeys)
		.orderBy(asc(rowid))
		.limit(sql.placeholder("most"))
		.as("first");
	const removeOldest = db
		.delete(idempotencyKeys)
		.where(
			inArray(
				rowid,
				db
					.select({ rowid: first.rowid })
					.from(first)
					.where(lt(first.keyClock, sql.placeholder("before"))),
			),
		)
		.prepare();
	const advance = db
		.update(versions)
		.set({ keyClock: sql`${versions.keyClock} + 1` })
		.where(eq(versions.keyClock, sql.placeholder("seen")))
		.prepare();

	return {
		/** What an earlier command with this key made; null for a new key. */
		findKey(key: KeyReference): KeyRecord | null {
			const row = select.get(keyColumns(key));
			return row ? keyRecordOf(row) : null;
		},
		/** Removes at most so many keys that are older than `before` on the clock of keys; answers how many. */
		removeKeys: (before: number, most: number): number =>
			removeOldest.run({ before, most }).changes,
		/** Moves the clock of keys on, unless another process did since. */
		advanceKeyClock(seen: number) {
			advance.run({ seen });
		},
	};
}
