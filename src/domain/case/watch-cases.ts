import { authorize } from "../authorize.ts";
import type { Context } from "../context.ts";
import type { Case } from "./case.ts";
import type { CaseEvent } from "./case-event.ts";
import { findVisibleCase } from "./find-cases.ts";

export type CaseChanged = { readonly event: CaseEvent; readonly case: Case };

/**
 * Every change, from now on, of a case that the caller may see when it is told. Who is calling is asked again for each:
 * a session that has ended ends this too.
 */
export async function* watchCases(
	context: Context,
	signal: AbortSignal,
): AsyncGenerator<CaseChanged> {
	authorize(context, "readCases");
	for await (const event of context.feed.subscribe(signal)) {
		const ctx = authorize(await context.refresh(), "readCases");
		const found = await findVisibleCase(ctx, event.caseId);
		if (found) yield { event, case: found };
	}
}
