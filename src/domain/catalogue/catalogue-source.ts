import type { Store } from "../ports/store.ts";
import { buildCatalogue } from "./build-catalogue.ts";
import type { Catalogue } from "./catalogue.ts";

/** Answers the snapshot of at least this version, at once if it is built; each version is built once. */
export type CatalogueSource = (
	version: number,
) => Catalogue | Promise<Catalogue>;

export function createCatalogueSource(store: Store): CatalogueSource & {
	/** The one that was built last; null before anybody asked. */
	readonly latest: () => Catalogue | null;
} {
	let current: Catalogue | null = null;
	let flight: Promise<Catalogue> | null = null;

	async function load(): Promise<Catalogue> {
		const { entries, version } = await store.catalogue.load();
		current = buildCatalogue(entries, version);
		return current;
	}

	const source: CatalogueSource = (version) => {
		if (current && current.version >= version) return current;
		flight ??= load().finally(() => {
			flight = null;
		});
		return flight;
	};
	return Object.assign(source, { latest: () => current });
}
