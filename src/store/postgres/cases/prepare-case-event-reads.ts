import type { CaseEventReader } from "../../../domain/ports/case-event-reader.ts";
import { eventOf } from "../../rows/event-of-row.ts";
import { and, asc, desc, eq, gt, lt, sql } from "../connection/drizzle.ts";
import { isAnyOf } from "../connection/is-any-of.ts";
import {
	prepareRead,
	type ReadRow,
	type Run,
	selectList,
} from "../connection/statements.ts";
import { caseEvents } from "../schema.ts";
import { eventColumns } from "./event-columns.ts";
import { prepareEventFeed } from "./prepare-event-feed.ts";

type EventRow = ReadRow<typeof eventColumns>;

/** Statements that read the events of cases, prepared once. */
export function prepareCaseEventReads(run: Run): CaseEventReader {
	const { caseId, id } = caseEvents;
	const isBetween = and(
		eq(caseId, sql.placeholder("caseId")),
		gt(id, sql.placeholder("above")),
		lt(id, sql.placeholder("below")),
	);
	const ofCase = (order: typeof asc) =>
		prepareRead<EventRow>(
			run,
			sql`SELECT ${selectList(eventColumns)} FROM ${caseEvents} WHERE ${isBetween} ORDER BY ${order(id)} LIMIT ${sql.placeholder("limit")}`,
		);
	const oldestFirst = ofCase(asc);
	const newestFirst = ofCase(desc);
	const byIds = prepareRead<EventRow>(
		run,
		sql`SELECT ${selectList(eventColumns)} FROM ${caseEvents} WHERE ${isAnyOf(id, "ids")} AND ${caseId} IS NOT NULL`,
	);

	return {
		...prepareEventFeed(run),
		async findOfCase({ caseId, above, below, limit, fromNewest }) {
			const rows = await (fromNewest ? newestFirst : oldestFirst)({
				caseId,
				above: above ?? 0,
				below: below ?? Number.MAX_SAFE_INTEGER,
				limit,
			});
			return rows.map(eventOf);
		},
		findByIds: async (ids) => (await byIds({ ids })).map(eventOf),
	};
}
