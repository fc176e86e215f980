import type { CaseEvent } from "../../../../domain/cases/events/case-event.ts";
import { findTimeline } from "../../../../domain/cases/queries/find-timeline.ts";
import type { Builder } from "../../builder.ts";
import { readCursor, toCursor } from "../../cursor.ts";
import { pageSizes } from "../../page-size.ts";
import { resolvePage } from "../../resolve-page.ts";
import type { CaseRef } from "../define-case.ts";
import type { CaseEventRef } from "./define-case-event.ts";

/** `Case.timeline`: what happened to a case. */
export function defineCaseTimeline(
	builder: Builder,
	{ CaseNode, Event }: { CaseNode: CaseRef; Event: CaseEventRef },
) {
	builder.objectField(CaseNode, "timeline", (t) =>
		t.connection(
			{
				type: Event,
				description: `What happened to it, oldest first; ${pageSizes}.`,
				resolve: ({ id: caseId }, args, { domain }) =>
					resolvePage<CaseEvent>({
						args,
						toCursor: ({ id }) => toCursor("event", id),
						find: ({ before, after, limit, inverted }) =>
							findTimeline(domain, {
								caseId,
								above: positionIn(after),
								below: positionIn(before),
								limit,
								fromNewest: inverted,
							}),
					}),
			},
			{
				name: "CaseTimelineConnection",
				description: "A page of what happened.",
			},
			{
				name: "CaseTimelineEdge",
				description: "An event in its place in the page.",
			},
		),
	);
}

function positionIn(cursor: string | null | undefined): number | null {
	return readCursor(cursor, "event", 1)?.[0] ?? null;
}
