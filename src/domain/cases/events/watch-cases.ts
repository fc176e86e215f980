import { authorize } from "../../authorize.ts";
import type { Context } from "../../context.ts";
import type { Case } from "../case.ts";
import { presentEvent } from "../case-data/present-case-data.ts";
import { type CaseScope, canBeInScope, scopeOf } from "../case-scope.ts";
import { findVisibleCase } from "../queries/find-cases.ts";
import type { CaseEvent } from "./case-event.ts";

export type CaseChanged = {
	readonly event: CaseEvent;
	/** The case as it stands now, which may be after later events. */
	readonly case: Case;
	/** The caller and the catalogue of the moment in which it was found. */
	readonly context: Context;
};

/**
 * Every change, from when this resolves, of a case that the caller may see when it is told. Who is calling is asked again
 * for each, and while nothing happens: a session that has ended ends this with its refusal.
 */
export async function watchCases(
	context: Context,
	signal: AbortSignal,
): Promise<AsyncGenerator<CaseChanged, void>> {
	const ctx = authorize(context, "readCases");
	return visibleOf(context, scopeOf(ctx), await ctx.app.feed.subscribe(signal));
}

async function* visibleOf(
	context: Context,
	scope: CaseScope,
	events: AsyncGenerator<CaseEvent | null>,
): AsyncGenerator<CaseChanged, void> {
	for await (const event of events) {
		// Spares a look at the cases of other parties.
		if (event !== null && !canBeInScope(event, scope)) continue;
		const ctx = authorize(await context.refresh(), "readCases");
		const found = event && (await findVisibleCase(ctx, event.caseId));
		if (!event || !found) continue;
		const shown = presentEvent(ctx.catalogue, found.typeCode, event);
		yield { event: shown, case: found, context: ctx };
	}
}
