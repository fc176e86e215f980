import { CommandError } from "../command-error.ts";
import type { Store } from "../ports/store.ts";
import type { CatalogueEntries } from "./entries.ts";
import { type CatalogueChange, planCatalogue } from "./plan-catalogue.ts";

const attempts = 3;

/** What applying these entries would change; writes nothing. */
export async function planCatalogueFile(
	store: Store,
	entries: CatalogueEntries,
): Promise<readonly CatalogueChange[]> {
	const current = await store.catalogue.load();
	return planCatalogue(current.entries, entries);
}

/** Makes the catalogue what these entries say, in one transaction; answers what changed. Without a change nothing is written. */
export async function applyCatalogueFile(
	store: Store,
	entries: CatalogueEntries,
	{ isDemo }: { readonly isDemo: boolean },
): Promise<readonly CatalogueChange[]> {
	for (let attempt = 1; attempt <= attempts; attempt++) {
		const { entries: current, version } = await store.catalogue.load();
		const changes = planCatalogue(current, entries);
		if (changes.length === 0) return changes;
		const job = { version, changes, isDemo };
		if ((await store.catalogue.apply(job)) === "applied") return changes;
	}
	throw new CommandError(
		`Somebody else changed the catalogue ${attempts} times meanwhile; nothing was written. Run the command again.`,
	);
}
