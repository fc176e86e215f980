import { sql } from "../connection/drizzle.ts";
import {
	type ConnectedDatabase,
	prepareInsert,
} from "../connection/statements.ts";
import {
	caseAttachments,
	caseComments,
	caseEvents,
	cases,
	idempotencyKeys,
} from "../schema.ts";

export type RowInserts = ReturnType<typeof prepareRowInserts>;

/** Inserts of the rows that creates and changes write, prepared once; each runs inside the writer's transaction. */
export function prepareRowInserts(db: ConnectedDatabase) {
	return {
		case: prepareInsert(db, cases),
		comment: prepareInsert(db, caseComments),
		attachment: prepareInsert(db, caseAttachments),
		event: prepareInsert(db, caseEvents),
		key: prepareInsert(db, idempotencyKeys, { replays: sql`0` }),
	};
}
