import { authorize } from "../../authorize.ts";
import type { Context } from "../../context.ts";
import type { CaseEventQuery } from "../../ports/case-queries.ts";
import { presentEvent } from "../case-data/present-case-data.ts";
import type { CaseEvent } from "../events/case-event.ts";
import { findVisibleCase } from "./find-cases.ts";

/** What happened to a case, oldest first; nothing for a case that the caller may not see. */
export async function findTimeline(
	context: Context,
	query: CaseEventQuery,
): Promise<readonly CaseEvent[]> {
	const ctx = authorize(context, "readCases");
	const found = await findVisibleCase(ctx, query.caseId);
	if (!found) return [];
	const events = await ctx.app.store.events.findOfCase(query);
	return events.map((event) =>
		presentEvent(ctx.catalogue, found.typeCode, event),
	);
}
