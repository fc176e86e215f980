import type { Pool } from "pg";
import type { CallerOwner } from "../../../domain/ports/idempotency-keys.ts";
import type { UploadStore } from "../../../domain/ports/upload-store.ts";
import { requireIntact } from "../../integrity/row-checksum.ts";
import { uploadRow } from "../../rows/part-rows.ts";
import { bucketOf } from "../bucket-of.ts";
import {
	drizzle,
	getTableColumns,
	lt,
	type SQL,
	sql,
} from "../connection/drizzle.ts";
import { locks } from "../connection/locks.ts";
import { prepareRead, type Run, selectList } from "../connection/statements.ts";
import { inTransaction, withClient } from "../connection/with-client.ts";
import { uploads } from "../schema.ts";

type UploadRow = typeof uploads.$inferSelect;
type Count = { readonly count: number };

/** Files that came ahead of the case they are for. */
export function prepareUploads(run: Run, writes: Pool): UploadStore {
	const { partyId, operatorId } = uploads;
	const ofOwner = (condition: SQL) =>
		prepareRead<Count>(
			run,
			sql`SELECT count(*) AS "count" FROM ${uploads} WHERE ${condition}`,
		);
	const ofParty = ofOwner(sql`${partyId} = ${sql.placeholder("partyId")}`);
	const ofOperator = ofOwner(
		sql`${partyId} IS NULL AND ${operatorId} = ${sql.placeholder("operatorId")}`,
	);
	const uploadById = prepareRead<UploadRow>(
		run,
		sql`SELECT ${selectList(getTableColumns(uploads))} FROM ${uploads} WHERE ${uploads.id} = ${sql.placeholder("id")}`,
	);

	/** A party's count whoever acted for it. */
	async function count(owner: CallerOwner): Promise<number> {
		const [row] = await (owner.partyId === null ? ofOperator : ofParty)(owner);
		return row?.count ?? 0;
	}

	return {
		count,
		async find(id) {
			const [row] = await uploadById({ id });
			if (!row) return null;
			requireIntact("upload", row);
			const { bucket: _, ...upload } = row;
			return upload;
		},
		add: (upload, most) =>
			inTransaction(writes, async (client) => {
				const { partyId, operatorId } = upload;
				// Of two that are added at once, the second one counts the first.
				await client.query("SELECT pg_advisory_xact_lock($1, hashint8($2))", [
					locks.uploads,
					partyId ?? -(operatorId ?? 0),
				]);
				const owned =
					partyId === null
						? sql`${uploads.partyId} IS NULL AND ${uploads.operatorId} = ${operatorId}`
						: sql`${uploads.partyId} = ${partyId}`;
				const db = drizzle(client);
				if ((await db.$count(uploads, owned)) >= most) return null;
				const next = await client.query<{ id: number }>(
					"SELECT nextval('upload_ids') AS id",
				);
				const id = next.rows[0]?.id as number;
				await db
					.insert(uploads)
					.values({ ...uploadRow(id, upload), bucket: bucketOf(partyId) });
				return id;
			}),
		remove: (olderThan) =>
			withClient(writes, async (client) => {
				const removed = await drizzle(client)
					.delete(uploads)
					.where(lt(uploads.createdAt, olderThan));
				return removed.rowCount ?? 0;
			}),
	};
}
