import type {
	KeyRecord,
	KeyReference,
	NewKey,
	Repeated,
} from "../../../domain/ports/idempotency-keys.ts";
import { and, asc, eq, inArray, lt, sql } from "../connection/drizzle.ts";
import {
	type ConnectedDatabase,
	prepareInsert,
	prepareStoredRead,
} from "../connection/statements.ts";
import { requireIntact, rowChecksum } from "../integrity/row-checksum.ts";
import { idempotencyKeys, versions } from "../schema.ts";

/** What a command made, for its key to lead to. */
type Made = Pick<KeyRecord, "caseId" | "commentId" | "attachmentId"> & {
	readonly at: number;
};

export type KeyWrites = ReturnType<typeof prepareKeyWrites>;

/** Statements about idempotency keys, prepared once; each function runs inside the writer's transaction. */
export function prepareKeyWrites(db: ConnectedDatabase) {
	const insert = prepareInsert(db, idempotencyKeys);
	const isKey = and(
		eq(idempotencyKeys.partyId, sql.placeholder("partyId")),
		eq(idempotencyKeys.operatorId, sql.placeholder("operatorId")),
		eq(idempotencyKeys.touchpointCode, sql.placeholder("touchpointCode")),
		eq(idempotencyKeys.key, sql.placeholder("key")),
	);
	const select = prepareStoredRead(db, { from: idempotencyKeys, where: isKey });
	const rowid = sql<number>`rowid`;
	// The clock never goes back, so rows are in its order: whoever is too old is among the first.
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

	function findKey(key: KeyReference) {
		const row = select.get(columnsOf(key));
		if (!row) return null;
		requireIntact("idempotencyKey", row);
		const { digest, caseId, commentId, attachmentId } = row;
		return { digest, caseId, commentId, attachmentId };
	}

	return {
		findKey: (key: KeyReference): KeyRecord | null => findKey(key),
		/** What a repeated key leads to; null for a new key, or for none. */
		repeat(key: NewKey | null): Repeated | null {
			const earlier = key && findKey(key);
			if (!key || !earlier) return null;
			if (earlier.digest !== key.digest) return { kind: "keyReused" };
			return { kind: "replayed", record: earlier };
		},
		addKey(key: NewKey | null, { at, ...made }: Made, keyClock: number) {
			if (!key) return;
			const row = {
				...columnsOf(key),
				digest: key.digest,
				...made,
				createdAt: at,
				keyClock,
			};
			insert({
				...row,
				rowChecksum: rowChecksum("idempotencyKey", row),
				replays: 0,
			});
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

/** A party's key has no operator, whoever acted. Columns of a primary key cannot be null: 0 stands for nobody. */
function columnsOf({ partyId, operatorId, touchpointCode, key }: KeyReference) {
	return {
		partyId: partyId ?? 0,
		operatorId: partyId === null ? (operatorId ?? 0) : 0,
		touchpointCode,
		key,
	};
}
