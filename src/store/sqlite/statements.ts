import { getTableColumns, type Placeholder, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Versions } from "../../domain/store.ts";

type ColumnName<Table extends SQLiteTable> = keyof Table["$inferInsert"] &
	string;

/** A placeholder for each column of a table, named as the column, so that an insert can be prepared once. */
export function everyColumn<
	Table extends SQLiteTable,
	Omitted extends ColumnName<Table> = never,
>(table: Table, ...omitted: Omitted[]) {
	const names = Object.keys(getTableColumns(table)).filter(
		(name) => !(omitted as string[]).includes(name),
	);
	return Object.fromEntries(
		names.map((name) => [name, sql.placeholder(name)]),
	) as { [Name in Exclude<ColumnName<Table>, Omitted>]: Placeholder };
}

/** The counters of a transaction: the versions that jobs are compared with, and the clock that keys are dated by. */
export type CurrentVersions = Versions & { readonly keyClock: number };

/** Whether a job was decided on a catalogue or credentials that are no longer those of its transaction. */
export function isStale(
	{ versions }: { readonly versions: Versions },
	current: Versions,
): boolean {
	return (
		versions.catalogue !== current.catalogue ||
		versions.credentials !== current.credentials
	);
}
