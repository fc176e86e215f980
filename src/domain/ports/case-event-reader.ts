import type { CaseEvent } from "../cases/events/case-event.ts";
import type { CaseEventQuery } from "./case-queries.ts";

/** The port by which the events of cases are read. */
export type CaseEventReader = {
	/** Events of one case, oldest first. */
	findOfCase(query: CaseEventQuery): Promise<readonly CaseEvent[]>;
	/** Those of these events that there are. */
	findByIds(ids: readonly number[]): Promise<readonly CaseEvent[]>;
	/** Events of all cases that were committed after this one, oldest first. */
	after(id: number, limit: number): Promise<readonly CaseEvent[]>;
	lastId(): Promise<number>;
};
