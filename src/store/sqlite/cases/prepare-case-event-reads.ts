import type { CaseEventReader } from "../../../domain/ports/case-event-reader.ts";
import { eventOf } from "../../rows/event-of-row.ts";
import {
	and,
	asc,
	desc,
	eq,
	gt,
	isNotNull,
	lt,
	max,
	sql,
} from "../connection/drizzle.ts";
import { isAmongIds } from "../connection/is-among-ids.ts";
import {
	type ConnectedDatabase,
	prepareStoredRead,
} from "../connection/statements.ts";
import { caseEvents } from "../schema.ts";

/** The events of a file are one chain, and count without a gap by their ids. */
const onlyChain = 0;
const placeOf = (id: number) => new Map(id > 0 ? [[onlyChain, id]] : []);

const columns = {
	id: caseEvents.id,
	partyId: caseEvents.partyId,
	caseId: caseEvents.caseId,
	kind: caseEvents.kind,
	at: caseEvents.at,
	protocol: caseEvents.protocol,
	touchpointCode: caseEvents.touchpointCode,
	actorKind: caseEvents.actorKind,
	operatorId: caseEvents.operatorId,
	before: caseEvents.before,
	after: caseEvents.after,
};

/** Statements that read the events of cases, prepared once; events that are about no case are passed over. */
export function prepareCaseEventReads(db: ConnectedDatabase): CaseEventReader {
	const { caseId, id } = caseEvents;
	const ofCase = (order: typeof asc) =>
		prepareStoredRead(db, {
			columns,
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
		columns,
		from: caseEvents,
		where: and(isAmongIds(id), isNotNull(caseId)),
	});
	const committedAfter = prepareStoredRead(db, {
		columns,
		from: caseEvents,
		where: and(gt(id, sql.placeholder("id")), isNotNull(caseId)),
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
		async after(place, limit) {
			const id = place.get(onlyChain) ?? 0;
			const events = committedAfter.all({ id, limit }).map((row) => ({
				event: eventOf(row),
				chain: onlyChain,
				position: row.id,
			}));
			return {
				events,
				end: placeOf(events.at(-1)?.position ?? id),
				isCut: events.length === limit,
			};
		},
		end: async () => placeOf(last.get()?.id ?? 0),
	};
}
