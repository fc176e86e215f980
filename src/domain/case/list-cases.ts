import { type Authorized, authorize } from "../authorize.ts";
import type { Context } from "../context.ts";
import type { Case } from "./case.ts";
import { findCases, noFilter } from "./find-cases.ts";

const pageSize = 500;

/**
 * All cases of the caller, oldest first, in pages: an operator's are those assigned to them personally. Refuses at
 * once; each page is then read when it is asked for, so nothing is held open, and little in memory, between two.
 */
export function listCases(context: Context): AsyncGenerator<readonly Case[]> {
	return pagesOf(authorize(context, "readCases"));
}

async function* pagesOf(
	context: Authorized<"readCases">,
): AsyncGenerator<readonly Case[]> {
	const assignee = context.actor.kind === "operator" ? "ME" : null;
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
