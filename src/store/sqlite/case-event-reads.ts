import type { CaseEvent } from "../../domain/case/case-event.ts";
import type { CaseEventQuery } from "../../domain/store/case-queries.ts";
import {
	and,
	asc,
	type BetterSQLite3Database,
	desc,
	eq,
	gt,
	lt,
	max,
	sql,
} from "./drizzle.ts";
import { caseEvents } from "./schema.ts";

/** Statements that read the events of cases, prepared once. */
export function prepareCaseEventReads(db: BetterSQLite3Database) {
	const ofCase = (order: typeof asc) =>
		db
			.select()
			.from(caseEvents)
			.where(
				and(
					eq(caseEvents.caseId, sql.placeholder("caseId")),
					gt(caseEvents.id, sql.placeholder("above")),
					lt(caseEvents.id, sql.placeholder("below")),
				),
			)
			.orderBy(order(caseEvents.id))
			.limit(sql.placeholder("limit"))
			.prepare();
	const oldestFirst = ofCase(asc);
	const newestFirst = ofCase(desc);
	const committedAfter = db
		.select()
		.from(caseEvents)
		.where(gt(caseEvents.id, sql.placeholder("id")))
		.orderBy(asc(caseEvents.id))
		.limit(sql.placeholder("limit"))
		.prepare();
	const last = db
		.select({ id: max(caseEvents.id) })
		.from(caseEvents)
		.prepare();

	return {
		findEvents(query: CaseEventQuery): readonly CaseEvent[] {
			const { caseId, above, below, limit, fromNewest } = query;
			return (fromNewest ? newestFirst : oldestFirst)
				.all({
					caseId,
					above: above ?? 0,
					below: below ?? Number.MAX_SAFE_INTEGER,
					limit,
				})
				.map(eventOf);
		},
		eventsAfter: (id: number, limit: number): readonly CaseEvent[] =>
			committedAfter.all({ id, limit }).map(eventOf),
		lastEventId: (): number => last.get()?.id ?? 0,
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
