import type { CaseEvent } from "../cases/events/case-event.ts";
import type {
	EventPlace,
	EventPosition,
} from "../cases/events/event-position.ts";
import type { CaseEventQuery } from "./case-queries.ts";

/** The port by which the events of cases are read. */
export type CaseEventReader = {
	/** Events of one case, oldest first. */
	findOfCase(query: CaseEventQuery): Promise<readonly CaseEvent[]>;
	/** Those of these events that there are. */
	findByIds(ids: readonly number[]): Promise<readonly CaseEvent[]>;
	/** Events of all cases that were committed and come after a place, those of one case in their order. */
	after(place: EventPosition, limit: number): Promise<ReadEvents>;
	/** The place behind every event that was committed. */
	end(): Promise<EventPosition>;
};

type ReadEvents = {
	readonly events: readonly PlacedEvent[];
	/** The place to read on from. */
	readonly end: EventPosition;
	/** Whether the limit was reached. */
	readonly isCut: boolean;
};

export type PlacedEvent = EventPlace & { readonly event: CaseEvent };
