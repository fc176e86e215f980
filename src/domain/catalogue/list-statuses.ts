import { authorize } from "../authorize.ts";
import type { Context } from "../context.ts";
import type { StatusEntry } from "./entries.ts";

/** The active statuses, in the order of the catalogue. */
export function listStatuses(context: Context): readonly StatusEntry[] {
	const { catalogue } = authorize(context, "readCatalogue");
	return [...catalogue.statuses.values()];
}
