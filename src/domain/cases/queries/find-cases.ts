import { type Authorized, authorize } from "../../authorize.ts";
import type { Context } from "../../context.ts";
import type {
	CaseFilter,
	CasePageQuery,
	CaseSelection,
} from "../../ports/case-queries.ts";
import type { Case } from "../case.ts";
import { scopeOf } from "../case-scope.ts";

/** One case; null if it does not exist and if the caller may not see it: both are answered alike. */
export async function findCase(
	context: Context,
	id: number,
): Promise<Case | null> {
	return findVisibleCase(authorize(context, "readCases"), id);
}

/** The same for a caller who was authorised for something else already. */
export async function findVisibleCase(
	ctx: Pick<Authorized<"readCases">, "actor" | "app" | "catalogue">,
	id: number,
): Promise<Case | null> {
	const number = Number.isSafeInteger(id) ? id : 0;
	return ctx.app.store.cases.findById(number, scopeOf(ctx));
}

/** Whose cases a caller looks through: for an operator, which of those they may see. */
export type AssigneeFilter = "ME" | "MY_GROUPS" | null;

export type FindCases = {
	readonly assignee: AssigneeFilter;
	readonly filter: CaseFilter;
	readonly page: Pick<
		CasePageQuery,
		"above" | "below" | "limit" | "fromOldest" | "orderBy"
	>;
};

/** A page of the cases that the caller may see. */
export async function findCases(
	context: Context,
	{ assignee, filter, page }: FindCases,
): Promise<readonly Case[]> {
	const ctx = authorize(context, "readCases");
	const scope = scopeOf(ctx, assignee);
	return ctx.app.store.cases.findPage({ ...page, filter, scope });
}

/** How many cases a search would find on all its pages. */
export async function countCases(
	context: Context,
	{ assignee, filter }: Pick<FindCases, "assignee" | "filter">,
): Promise<number> {
	const ctx = authorize(context, "readCases");
	const scope = scopeOf(ctx, assignee);
	const selection: CaseSelection = { filter, scope };
	return ctx.app.store.cases.count(selection);
}

export const noFilter: CaseFilter = {
	status: null,
	resolution: null,
	categoryCode: null,
	typeCode: null,
	createdAfter: null,
	createdBefore: null,
};
