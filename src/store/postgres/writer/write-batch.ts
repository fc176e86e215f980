import type { ClientBase } from "pg";
import type { Versions } from "../../../domain/ports/versions.ts";
import { bucketOf } from "../bucket-of.ts";
import { watchReplication } from "../connection/watch-replication.ts";
import type { Chain } from "./claim-chain.ts";
import type { Batch } from "./decide-batch.ts";
import { type DatabaseRecord, recordOf } from "./records.ts";

/**
 * What became of a batch: `stale` when catalogue or credentials changed, `changed` when a case or an upload did,
 * `notReplicated` when it was written but a standby that must have it may not.
 */
type Written = "written" | "stale" | "changed" | "notReplicated";

/** The arguments of the function that writes a batch; the same ones can be sent again when nobody knows whether it did. */
export type Write = {
	readonly values: readonly unknown[];
	/** The last event, by which a batch that was written is known. */
	readonly end: Pick<Chain, "position" | "hash">;
};

/** The write of a batch at the end of a chain; null where there is nothing to write. */
export function prepareWrite(
	batch: Batch,
	{ catalogue, credentials }: Versions,
	{ chain, position, hash }: Chain,
): Write | null {
	if (batch.changedCases.length === 0 && batch.cases.length === 0) return null;
	// In one order, so that writers who insert the same keys wait for each other and never in a circle.
	const keys = batch.keys.map((row) =>
		recordOf("key", row, { bucket: bucketOf(row.partyId), replays: 0 }),
	);
	keys.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
	const events = batch.events.map((row, index) =>
		recordOf("event", row, { chain, position: position + 1 + index }),
	);
	return {
		values: [
			catalogue,
			credentials,
			listOf(keys),
			listOf(inBuckets("case", batch.cases)),
			listOf(inBuckets("comment", batch.comments)),
			listOf(inBuckets("attachment", batch.attachments)),
			listOf(events),
			listOf(inBuckets("case", batch.changedCases)),
			listOf(inBuckets("comment", batch.changedComments)),
			listOf(
				batch.removedAttachments.map(({ id, partyId, caseId }) => ({
					bucket: bucketOf(partyId),
					id,
					case_id: caseId,
				})),
			),
			batch.uploadIds.length === 0 ? null : batch.uploadIds,
		],
		end: {
			position: position + events.length,
			hash: batch.events.at(-1)?.hash ?? hash,
		},
	};
}

function sortKey({
	party_id,
	operator_id,
	touchpoint_code,
	key,
}: DatabaseRecord) {
	return JSON.stringify([party_id, operator_id, touchpoint_code, key]);
}

function inBuckets(
	kind: "case" | "comment" | "attachment",
	rows: readonly { readonly partyId: number }[],
): readonly DatabaseRecord[] {
	return rows.map((row) =>
		recordOf(kind, row, { bucket: bucketOf(row.partyId) }),
	);
}

function listOf(records: readonly object[]): string | null {
	return records.length === 0 ? null : JSON.stringify(records);
}

/** Writes a batch, all of it or nothing. */
export async function sendWrite(
	client: ClientBase,
	{ values }: Write,
): Promise<Written> {
	const { result, isReplicated } = await watchReplication(client, () =>
		client.query<{ outcome: Written }>({
			name: "write_batch",
			text: "SELECT write_batch($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS outcome",
			values: [...values],
		}),
	);
	return isReplicated ? (result.rows[0]?.outcome as Written) : "notReplicated";
}
