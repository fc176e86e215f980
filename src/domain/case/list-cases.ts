import { authorize } from "../authorize.ts";
import type { Context } from "../context.ts";
import type { Case } from "./case.ts";
import { findCases, noFilter } from "./find-cases.ts";

const pageSize = 500;

/**
 * All cases of the caller, oldest first, in pages: an operator's are those assigned to them personally. Each page is
 * read on its own, so nothing is held open, and little in memory, while the last one is sent.
 */
export async function* listCases(
	context: Context,
): AsyncGenerator<readonly Case[]> {
	const { actor } = authorize(context, "readCases");
	const assignee = actor.kind === "operator" ? "ME" : null;
	let above: { id: number; updatedAt: number } | null = null;
	for (;;) {
		const cases: readonly Case[] = await findCases(context, {
			assignee,
			filter: noFilter,
			page: {
				orderBy: "CREATED_AT",
				above,
				below: null,
				limit: pageSize,
				fromOldest: true,
			},
		});
		yield cases;
		const last = cases.at(-1);
		if (!last || cases.length < pageSize) return;
		above = last;
	}
}
