import { type BetterSQLite3Database, sql } from "./connection/drizzle.ts";
import {
	caseStatuses,
	categories,
	operators,
	parties,
	touchpoints,
} from "./schema.ts";

/** Whether nothing that a first start brings is there. */
export function prepareIsEmpty(db: BetterSQLite3Database): () => boolean {
	const contents = [categories, touchpoints, caseStatuses, parties, operators];
	const first = contents.map((table) =>
		db.select({ one: sql`1` }).from(table).limit(1).prepare(),
	);
	return () => first.every((select) => select.get() === undefined);
}
