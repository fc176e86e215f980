import type { CaseEvent } from "../../../domain/cases/events/case-event.ts";
import type { CaseEventReader } from "../../../domain/ports/case-event-reader.ts";
import { and, asc, desc, eq, gt, lt, max, sql } from "../connection/drizzle.ts";
import { isAmongIds } from "../connection/is-among-ids.ts";
import {
	type ConnectedDatabase,
	prepareStoredRead,
} from "../connection/statements.ts";
import { caseEvents } from "../schema.ts";

/** Statements that read the events of cases, prepared once. */
export function prepareCaseEventReads(db: ConnectedDatabase): CaseEventReader {
	const { caseId, id } = caseEvents;
	const ofCase = (order: typeof asc) =>
		prepareStoredRead(db, {
			from: caseEvents,
			where: and(
				eq(caseId, sql.placeholder("caseId")),
				gt(id, sql.placeholder("above")),
				lt(id, sql.placeholder("below")),
			),
			orderBy: [order(id)],
			limit: sql.placeholder("limit"),
		});
	const oldestFirst = ofCase(asc);
	const newestFirst = ofCase(desc);
	const byIds = prepareStoredRead(db, {
		from: caseEvents,
		where: isAmongIds(id),
	});
	const committedAfter = prepareStoredRead(db, {
		from: caseEvents,
		where: gt(id, sql.placeholder("id")),
		orderBy: [asc(id)],
		limit: sql.placeholder("limit"),
	});
	const last = db
		.select({ id: max(caseEvents.id) })
		.from(caseEvents)
		.prepare();

	return {
		async findOfCase({ caseId, above, below, limit, fromNewest }) {
			return (fromNewest ? newestFirst : oldestFirst)
				.all({
					caseId,
					above: above ?? 0,
					below: below ?? Number.MAX_SAFE_INTEGER,
					limit,
				})
				.map(eventOf);
		},
		findByIds: async (ids) =>
			byIds.all({ ids: JSON.stringify(ids) }).map(eventOf),
		after: async (id, limit) => committedAfter.all({ id, limit }).map(eventOf),
		lastId: async () => last.get()?.id ?? 0,
	};
}

type EventRow = typeof caseEvents.$inferSelect;

function eventOf({ before, after, ...row }: EventRow): CaseEvent {
	return {
		...row,
		before: before === null ? null : JSON.parse(before),
		after: after === null ? null : JSON.parse(after),
	};
}
