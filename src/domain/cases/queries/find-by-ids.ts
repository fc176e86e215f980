import { authorize } from "../../authorize.ts";
import type { Context } from "../../context.ts";
import type { Case, CaseAttachment, CaseComment } from "../case.ts";
import { presentEvent } from "../case-data/present-case-data.ts";
import { scopeOf } from "../case-scope.ts";
import type { CaseEvent } from "../events/case-event.ts";

/* Objects by their ids, in the order of the ids; null for those that are not there or hang on a case the caller may not see. */

type Found<Node> = readonly (Node | null)[];

export async function findCasesByIds(
	context: Context,
	ids: readonly number[],
): Promise<Found<Case>> {
	const ctx = authorize(context, "readCases");
	const cases = await ctx.app.store.cases.findByIds(ids, scopeOf(ctx));
	return ids.map((id) => cases.find((found) => found.id === id) ?? null);
}

export function findComments(
	context: Context,
	ids: readonly number[],
): Promise<Found<CaseComment>> {
	return findParts(context, ids, "comment", ({ comments }) => comments);
}

export function findAttachments(
	context: Context,
	ids: readonly number[],
): Promise<Found<CaseAttachment>> {
	return findParts(context, ids, "attachment", (found) => found.attachments);
}

/** Events as the timelines of their cases hold them. */
export async function findEventsByIds(
	context: Context,
	ids: readonly number[],
): Promise<Found<CaseEvent>> {
	const { app, catalogue } = authorize(context, "readCases");
	const events = await app.store.events.findByIds(ids);
	const caseIds = [...new Set(events.map(({ caseId }) => caseId))];
	const cases = await findCasesByIds(context, caseIds);
	return ids.map((id) => {
		const event = events.find((found) => found.id === id);
		const of = cases.find((found) => found?.id === event?.caseId);
		return event && of ? presentEvent(catalogue, of.typeCode, event) : null;
	});
}

async function findParts<Part extends { readonly id: number }>(
	context: Context,
	ids: readonly number[],
	kind: "comment" | "attachment",
	partsOf: (found: Case) => readonly Part[],
): Promise<Found<Part>> {
	const { app } = authorize(context, "readCases");
	const caseIds = await app.store.cases.findCaseIds(kind, ids);
	const cases = await findCasesByIds(context, [...new Set(caseIds.values())]);
	const parts = new Map(
		cases
			.flatMap((found) => (found ? partsOf(found) : []))
			.map((part) => [part.id, part]),
	);
	return ids.map((id) => parts.get(id) ?? null);
}
