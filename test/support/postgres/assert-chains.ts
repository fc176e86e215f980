import assert from "node:assert/strict";
import {
	areTextsIntact,
	chainedColumns,
	chainHash,
	entryOf,
} from "../../../src/store/integrity/event-chain.ts";
import { rowOf } from "../../../src/store/postgres/writer/records.ts";
import type { EventRow } from "../../../src/store/rows/row-types.ts";
import type { TestDatabase } from "./new-database.ts";

/** Every chain has no gap, and each of its events is what was chained; answers how many events there are. */
export async function assertChains({ query }: TestDatabase): Promise<number> {
	const chains = await query("SELECT chain, id FROM event_chains");
	let count = 0;
	for (const { chain, id } of chains) {
		const records = await query(
			"SELECT row_to_json(e) AS record FROM case_events e WHERE chain = $1 ORDER BY position",
			[chain],
		);
		let hash = id as string;
		for (const [index, { record }] of records.entries()) {
			const found = record as Record<string, unknown>;
			assert.equal(found.position, index + 1, `a gap in chain ${chain}`);
			const row = rowOf<EventRow>("event", found);
			const values = chainedColumns.map((name) => row[name]);
			hash = chainHash(hash, entryOf(values, row));
			assert.equal(row.hash, hash, `position ${index + 1} of chain ${chain}`);
			assert.ok(areTextsIntact(row));
			count++;
		}
	}
	const [{ same } = { same: 0 }] = await query(
		"SELECT count(*) - count(DISTINCT id) AS same FROM case_events",
	);
	assert.equal(Number(same), 0, "no two events share an id");
	return count;
}
