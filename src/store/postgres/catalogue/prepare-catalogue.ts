import type { Pool } from "pg";
import type { CatalogueStore } from "../../../domain/ports/catalogue-store.ts";
import { drizzle } from "../connection/drizzle.ts";
import { inTransaction } from "../connection/with-client.ts";
import { decide } from "../decide.ts";
import { versions } from "../schema.ts";
import { readEntries, writeChanges } from "./catalogue-tables.ts";

/** Reads the catalogue whole, and writes changes of it. */
export function prepareCatalogue({
	reads,
	writes,
}: {
	readonly reads: Pool;
	readonly writes: Pool;
}): CatalogueStore {
	return {
		load: () =>
			inTransaction(reads, async (client) => {
				// One picture, whatever is applied meanwhile.
				await client.query(
					"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
				);
				const db = drizzle(client);
				const [current] = await db.select().from(versions);
				if (!current) throw new Error("The versions table is empty.");
				return { entries: await readEntries(db), version: current.catalogue };
			}),
		apply: ({ version, changes, isDemo }) =>
			decide(writes, async ({ db, current, raise }) => {
				if (version !== current.catalogue) return "stale";
				await writeChanges(db, changes, isDemo);
				await raise("catalogue");
				return "applied";
			}),
	};
}
