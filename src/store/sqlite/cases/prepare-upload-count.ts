import type { CallerOwner } from "../../../domain/ports/idempotency-keys.ts";
import {
	type BetterSQLite3Database,
	count,
	sql,
} from "../connection/drizzle.ts";
import { uploads } from "../schema.ts";

/** Counts the uploads of one owner that no case has used yet. Those of a party count also if an operator acted for it. */
export function prepareUploadCount(db: BetterSQLite3Database) {
	const partyId = sql.placeholder("partyId");
	const operatorId = sql.placeholder("operatorId");
	const select = db
		.select({ count: count() })
		.from(uploads)
		.where(
			sql`${uploads.partyId} IS ${partyId} AND (${uploads.partyId} IS NOT NULL OR ${uploads.operatorId} = ${operatorId})`,
		)
		.prepare();
	return ({ partyId, operatorId }: CallerOwner): number =>
		select.get({ partyId, operatorId })?.count ?? 0;
}
