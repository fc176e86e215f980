import type {
	CaseEventReader,
	PlacedEvent,
} from "../../../domain/ports/case-event-reader.ts";
import { eventOf } from "../../rows/event-of-row.ts";
import { asc, gt, sql } from "../connection/drizzle.ts";
import {
	prepareRead,
	type ReadRow,
	type Run,
	selectList,
} from "../connection/statements.ts";
import { caseEvents, eventChains } from "../schema.ts";
import { eventColumns } from "./event-columns.ts";

const placedColumns = {
	...eventColumns,
	chain: caseEvents.chain,
	position: caseEvents.position,
};

type PlacedRow = ReadRow<typeof placedColumns>;

/** Statements that follow the events of all chains in one order. */
export function prepareEventFeed(
	run: Run,
): Pick<CaseEventReader, "after" | "end"> {
	const { chain, position, id } = caseEvents;
	const isOfChain = sql`${chain} = ${eventChains.chain}`;
	const select = prepareRead<PlacedRow>(
		run,
		sql`SELECT ${selectList(placedColumns)} FROM ${eventChains}
			LEFT JOIN unnest(${sql.placeholder("chains")}::int[], ${sql.placeholder("positions")}::bigint[]) AS place (chain, position)
				ON place.chain = ${eventChains.chain}
			CROSS JOIN LATERAL (
				SELECT * FROM ${caseEvents} WHERE ${isOfChain} AND ${gt(position, sql`coalesce(place.position, 0)`)}
				ORDER BY ${asc(position)} LIMIT ${sql.placeholder("limit")}
			) AS case_events
			ORDER BY ${asc(id)}, ${asc(chain)}, ${asc(position)}`,
	);
	const ends = prepareRead<Pick<PlacedRow, "chain" | "position">>(
		run,
		sql`SELECT ${selectList({ chain, position })} FROM ${eventChains} CROSS JOIN LATERAL (
			SELECT * FROM ${caseEvents} WHERE ${isOfChain} ORDER BY ${position} DESC LIMIT 1
		) AS case_events`,
	);

	return {
		async after(place, limit) {
			const rows = await select({
				chains: [...place.keys()],
				positions: [...place.values()],
				limit,
			});
			const { read, isCut } = cutAtLimit(rows, limit);
			const end = new Map(place);
			for (const { chain, position } of read) end.set(chain, position);
			return { events: read.flatMap(placed), end, isCut };
		},
		async end() {
			const rows = await ends();
			return new Map(rows.map(({ chain, position }) => [chain, position]));
		},
	};
}

/** Where a chain has more than was read of it, others are read no further than it: what comes of an event stays behind it. */
function cutAtLimit(rows: readonly PlacedRow[], limit: number) {
	const counts = new Map<number, number>();
	for (const { chain, id } of rows) {
		const count = (counts.get(chain) ?? 0) + 1;
		counts.set(chain, count);
		if (count === limit)
			return { read: rows.filter((row) => row.id <= id), isCut: true };
	}
	return { read: rows, isCut: false };
}

/** Events that are about no case are passed over. */
function placed({
	chain,
	position,
	...row
}: PlacedRow): readonly PlacedEvent[] {
	return row.caseId === null ? [] : [{ event: eventOf(row), chain, position }];
}
