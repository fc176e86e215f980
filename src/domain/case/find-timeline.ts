import { authorize } from "../authorize.ts";
import type { Context } from "../context.ts";
import type { CaseEventQuery } from "../store/case-queries.ts";
import type { CaseEvent } from "./case-event.ts";
import { findVisibleCase } from "./find-cases.ts";
import { shownEvent } from "./shown-case-data.ts";

/** What happened to a case, oldest first; nothing for a case that the caller may not see. */
export async function findTimeline(
	context: Context,
	query: CaseEventQuery,
): Promise<readonly CaseEvent[]> {
	const ctx = authorize(context, "readCases");
	const found = await findVisibleCase(ctx, query.caseId);
	if (!found) return [];
	const events = await ctx.store.cases.findEvents(query);
	return events.map((event) =>
		shownEvent(ctx.catalogue, found.typeCode, event),
	);
}
