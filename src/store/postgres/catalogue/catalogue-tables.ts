import {
	type CatalogueEntries,
	type EntryKind,
	entryKeys,
} from "../../../domain/catalogue/entries.ts";
import type { CatalogueChange } from "../../../domain/catalogue/plan-catalogue.ts";
import { keysOf } from "../../../domain/keys-of.ts";
import {
	asc,
	getTableColumns,
	type NodePgDatabase,
	type PgColumn,
	type PgTable,
} from "../connection/drizzle.ts";
import {
	caseFieldGroups,
	caseFields,
	caseResolutions,
	caseStatuses,
	caseTypeCategories,
	caseTypes,
	categories,
	operatorGroups,
	operatorGroupTypes,
	touchpointGrants,
	touchpoints,
} from "../schema.ts";

/** The table of each kind of entry, parents before children; an entry has the names of its columns. */
const tables = {
	categories,
	operatorGroups,
	types: caseTypes,
	groupTypes: operatorGroupTypes,
	categoryTypes: caseTypeCategories,
	fieldGroups: caseFieldGroups,
	fields: caseFields,
	statuses: caseStatuses,
	resolutions: caseResolutions,
	touchpoints,
	grants: touchpointGrants,
} as const satisfies Record<EntryKind, PgTable>;

const kinds = keysOf(tables);

/** Reads every entry of the catalogue in the order in which it was first applied; call it inside a transaction for one consistent picture. */
export async function readEntries(
	db: NodePgDatabase,
): Promise<CatalogueEntries> {
	const read: [EntryKind, readonly object[]][] = [];
	for (const kind of kinds) {
		const table = tables[kind];
		const rows = await db.select().from(table).orderBy(asc(table.entry));
		read.push([kind, rows.map(({ isDemo: _, entry: __, ...rest }) => rest)]);
	}
	return Object.fromEntries(read) as CatalogueEntries;
}

/** Inserts or updates the changed entries, parents first. */
export async function writeChanges(
	db: NodePgDatabase,
	changes: readonly CatalogueChange[],
	isDemo: boolean,
): Promise<void> {
	for (const kind of kinds) {
		const table: PgTable = tables[kind];
		const columns: Record<string, PgColumn> = getTableColumns(table);
		const target = entryKeys[kind].map((key) => columns[key] as PgColumn);
		for (const { entry, change } of changes.filter((c) => c.kind === kind))
			await db
				.insert(table)
				.values({ ...entry, isDemo })
				.onConflictDoUpdate({
					target,
					// An entry that only went out of use stays marked as what it was.
					set: change === "deactivated" ? { ...entry } : { ...entry, isDemo },
				});
	}
}
