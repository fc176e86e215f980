import type { CaseEvent } from "../../domain/cases/events/case-event.ts";
import type { EventRow } from "./row-types.ts";

/** What is read of a row to tell of its event. */
type ReadEvent = Omit<EventRow, "salt" | "saltedDigest" | "hash">;

/** The event of a case from its row. */
export function eventOf({
	partyId,
	caseId,
	before,
	after,
	...row
}: ReadEvent): CaseEvent {
	if (partyId === null || caseId === null)
		throw new Error(`Event ${row.id} is about no case.`);
	return {
		...row,
		partyId,
		caseId,
		before: before === null ? null : JSON.parse(before),
		after: after === null ? null : JSON.parse(after),
	};
}
