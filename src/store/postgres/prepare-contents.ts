import type { Pool } from "pg";
import { emptyEntries } from "../../domain/catalogue/entries.ts";
import { planCatalogue } from "../../domain/catalogue/plan-catalogue.ts";
import type { Store } from "../../domain/ports/store.ts";
import { writeChanges } from "./catalogue/catalogue-tables.ts";
import { drizzle, type NodePgDatabase, sql } from "./connection/drizzle.ts";
import { inTransaction, withClient } from "./connection/with-client.ts";
import { decide } from "./decide.ts";
import {
	currentSchemaVersion,
	schemaVersionOf,
} from "./migrations/schema-version.ts";
import {
	addOperator,
	addParties,
	addTouchpointToken,
} from "./people/people-writes.ts";
import {
	caseStatuses,
	categories,
	operators,
	parties,
	touchpoints,
} from "./schema.ts";

/** What a first start puts into a database, and how a later one finds it. */
export function prepareContents({
	reads,
	writes,
}: {
	readonly reads: Pool;
	readonly writes: Pool;
}): Pick<Store, "fill" | "isEmpty" | "check"> {
	const current = currentSchemaVersion();
	return {
		fill: (contents) =>
			decide(writes, async ({ db, raise }) => {
				if (!(await isEmpty(db))) return "notEmpty";
				const { isDemo } = contents;
				const changes = planCatalogue(emptyEntries, contents.entries);
				await writeChanges(db, changes, isDemo);
				await addParties(db, contents.parties);
				for (const operator of contents.operators)
					await addOperator(db, operator);
				for (const token of contents.tokens)
					await addTouchpointToken(db, token);
				await raise("catalogue");
				await raise("credentials");
				return "filled";
			}),
		isEmpty: () => withClient(reads, (client) => isEmpty(drizzle(client))),
		check: () =>
			inTransaction(writes, async (client) => {
				await client.query("UPDATE versions SET key_clock = key_clock");
				const version = await schemaVersionOf(client);
				return version === current ? "current" : "changed";
			}),
	};
}

/** Whether nothing that a first start brings is there. */
async function isEmpty(db: NodePgDatabase): Promise<boolean> {
	const contents = [categories, touchpoints, caseStatuses, parties, operators];
	const [found] = (
		await db.execute<{ some: boolean }>(
			sql`SELECT ${sql.join(
				contents.map((table) => sql`EXISTS (SELECT FROM ${table})`),
				sql` OR `,
			)} AS "some"`,
		)
	).rows;
	return found?.some === false;
}
