import { type Authorized, authorize } from "../../authorize.ts";
import type { Context } from "../../context.ts";
import type { Case } from "../case.ts";
import { findCases, noFilter } from "./find-cases.ts";
import type { CasePage } from "./parse-case-page.ts";

/** How many cases are read together where no limit was asked for. */
const pageSize = 500;

/**
 * The cases of the caller, oldest first, all of them or a page: an operator's are those assigned to them personally.
 * Refuses at once; they are then read bit by bit as they are asked for, so nothing is held open, and little in memory.
 */
export function listCases(
	context: Context,
	page: CasePage,
): AsyncGenerator<readonly Case[]> {
	return pagesOf(authorize(context, "readCases"), page);
}

async function* pagesOf(
	context: Authorized<"readCases">,
	{ limit, after }: CasePage,
): AsyncGenerator<readonly Case[]> {
	const assignee = context.actor.kind === "operator" ? "ME" : null;
	let above = after === null ? null : { id: after, updatedAt: 0 };
	for (;;) {
		const cases: readonly Case[] = await findCases(context, {
			assignee,
			filter: noFilter,
			page: {
				orderBy: "CREATED_AT",
				above,
				below: null,
				limit: limit ?? pageSize,
				fromOldest: true,
			},
		});
		yield cases;
		const last = cases.at(-1);
		if (!last || limit !== null || cases.length < pageSize) return;
		above = last;
	}
}
