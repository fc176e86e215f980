import {
	type CatalogueEntries,
	type EntryKind,
	entryKeys,
} from "../../../domain/catalogue/entries.ts";
import type { CatalogueChange } from "../../../domain/catalogue/plan-catalogue.ts";
import {
	type BetterSQLite3Database,
	getTableColumns,
	type SQLiteColumn,
	type SQLiteTable,
	sql,
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
} as const satisfies Record<EntryKind, SQLiteTable>;

const kinds = Object.keys(tables) as EntryKind[];

/** Reads every entry of the catalogue in the order in which it was first applied; call it inside a transaction for one consistent picture. */
export function readEntries(db: BetterSQLite3Database): CatalogueEntries {
	const read = kinds.map((kind) => {
		const rows = db.select().from(tables[kind]).orderBy(sql`rowid`).all();
		return [kind, rows.map(({ isDemo: _, ...entry }) => entry)];
	});
	return Object.fromEntries(read) as CatalogueEntries;
}

/** Inserts or updates the changed entries, parents first. */
export function writeChanges(
	db: BetterSQLite3Database,
	changes: readonly CatalogueChange[],
	isDemo: boolean,
) {
	for (const kind of kinds) {
		const table: SQLiteTable = tables[kind];
		const columns: Record<string, SQLiteColumn> = getTableColumns(table);
		const target = entryKeys[kind].map((key) => columns[key] as SQLiteColumn);
		for (const { entry, change } of changes.filter((c) => c.kind === kind))
			db.insert(table)
				.values({ ...entry, isDemo })
				.onConflictDoUpdate({
					target,
					// An entry that only went out of use stays marked as what it was.
					set: change === "deactivated" ? { ...entry } : { ...entry, isDemo },
				})
				.run();
	}
}
