import { applyCatalogueFile } from "../../../src/domain/catalogue/apply-catalogue.ts";
import { parseCatalogueFile } from "../../../src/domain/catalogue/file/catalogue-file.ts";
import type { CatalogueFile } from "../../../src/domain/catalogue/file/catalogue-file-schema.ts";
import { readDemoCatalogue } from "../../../src/startup/demo.ts";
import type { TestServer } from "../../support/test-server.ts";

/** Applies the demo catalogue with a change; what an earlier change did is undone. */
export async function changeCatalogue(
	server: TestServer,
	change: (file: CatalogueFile) => void,
): Promise<void> {
	const file = JSON.parse(await readDemoCatalogue()) as CatalogueFile;
	change(file);
	const entries = parseCatalogueFile(JSON.stringify(file), "changed.json");
	await applyCatalogueFile(server.app.store, entries, { isDemo: true });
}

type Named = { readonly code: string } | { readonly name: string };

/** The entry with this code, or, for statuses and resolutions, this name. */
export function entryOf<Entry extends Named>(
	entries: readonly Entry[],
	wanted: string,
): Entry {
	const found = entries.find(
		(entry) => ("code" in entry ? entry.code : entry.name) === wanted,
	);
	if (!found) throw new Error(`The catalogue has no ${wanted}.`);
	return found;
}
