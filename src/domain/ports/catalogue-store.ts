import type { CatalogueEntries } from "../catalogue/entries.ts";
import type { CatalogueChange } from "../catalogue/plan-catalogue.ts";

export type CatalogueStore = {
	/** All entries with the version they were read at. */
	load(): Promise<{ entries: CatalogueEntries; version: number }>;
	/** Writes the changed entries and raises the version; refuses with "stale" if the catalogue has another version by now. */
	apply(job: ApplyCatalogue): Promise<"applied" | "stale">;
};

type ApplyCatalogue = {
	readonly version: number;
	readonly changes: readonly CatalogueChange[];
	/** Marks the rows as demo data. */
	readonly isDemo: boolean;
};
