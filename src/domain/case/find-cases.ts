import { authorize } from "../authorize.ts";
import type { Context } from "../context.ts";
import type { CasePageQuery } from "../store.ts";
import type { Case } from "./case.ts";

/** One case of the calling party; null when there is none, it is somebody else's, or its type is not shown in the app. */
export async function findCase(
	context: Context,
	id: number,
): Promise<Case | null> {
	const ctx = authorize(context, "readCases");
	if (!Number.isSafeInteger(id) || id < 1) return null;
	const found = await ctx.store.cases.findById(id);
	if (!found || found.partyId !== ctx.actor.party.id) return null;
	const type = ctx.catalogue.types.get(found.typeCode);
	return type?.isVisibleInApp ? found : null;
}

export type CasePage = Pick<
	CasePageQuery,
	"above" | "below" | "limit" | "fromOldest"
>;

/** The calling party's cases, newest first. */
export async function findCases(
	context: Context,
	page: CasePage,
): Promise<readonly Case[]> {
	const ctx = authorize(context, "readCases");
	const hiddenTypeCodes = [...ctx.catalogue.types.values()]
		.filter((type) => !type.isVisibleInApp)
		.map((type) => type.code);
	return ctx.store.cases.findPage({
		...page,
		partyId: ctx.actor.party.id,
		hiddenTypeCodes,
	});
}
