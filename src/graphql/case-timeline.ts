import { resolveCursorConnection } from "@pothos/plugin-relay";
import type { CaseEvent } from "../domain/case/case-event.ts";
import { findTimeline } from "../domain/case/find-timeline.ts";
import type { Builder } from "./builder.ts";
import type { CaseRef } from "./case.ts";
import type { CaseEventRef } from "./case-event.ts";
import { readCursor, toCursor } from "./cursor.ts";
import {
	checkPageSize,
	defaultPage,
	largestPage,
	pageSizes,
} from "./page-size.ts";

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
				resolve: ({ id: caseId }, args, { domain }) => {
					checkPageSize(args);
					return resolveCursorConnection<Promise<CaseEvent[]>>(
						{
							args,
							defaultSize: defaultPage,
							maxSize: largestPage,
							toCursor: ({ id }) => toCursor("event", id),
						},
						async ({ before, after, limit, inverted }) => [
							...(await findTimeline(domain, {
								caseId,
								above: positionIn(after),
								below: positionIn(before),
								limit,
								fromNewest: inverted,
							})),
						],
					);
				},
			},
			{ name: "CaseTimeline", description: "A page of what happened." },
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
