import { authorize } from "../authorize.ts";
import type { Context } from "../context.ts";
import type { ResolutionEntry } from "./entries.ts";

/** The active resolutions, in the order of the catalogue. */
export function listResolutions(context: Context): readonly ResolutionEntry[] {
	const { catalogue } = authorize(context, "readCatalogue");
	return [...catalogue.resolutions.values()];
}
