import type { Versions } from "../../domain/store.ts";
import {
	type BetterSQLite3Database,
	getTableColumns,
	Placeholder,
	type SQL,
	type SQLiteTable,
	sql,
} from "./drizzle.ts";
import type { SqliteDatabase } from "./open-database.ts";
import { compileValuesOf } from "./values-of.ts";

/** Drizzle with the connection it works on. */
export type ConnectedDatabase = BetterSQLite3Database & {
	readonly $client: SqliteDatabase;
};

/** Every column of a table, as it is stored. */
type StoredRow<Table extends SQLiteTable> = Readonly<
	Record<keyof Table["$inferInsert"] & string, string | number | null>
>;

/**
 * An insert of whole rows, prepared once. Drizzle writes its SQL; it runs without Drizzle, whose own way from a row to
 * bound values costs as much as the insert itself. So the row must hold what is stored: JSON as its text.
 */
export function prepareInsert<Table extends SQLiteTable>(
	db: ConnectedDatabase,
	table: Table,
): (row: StoredRow<Table>) => void {
	const names = Object.keys(getTableColumns(table));
	const placeholders = names.map((name) => [name, sql.placeholder(name)]);
	const query = db.insert(table).values(Object.fromEntries(placeholders));
	const statement = db.$client.prepare(query.toSQL().sql);
	const valuesOf = compileValuesOf(names);
	return (row) => {
		statement.run(...valuesOf(row));
	};
}

/** The same of a row that was read: with the types of the table, flags as 0 and 1, and JSON as its text. */
type ReadRow<Table extends SQLiteTable> = {
	readonly [Name in keyof Table["$inferSelect"]]: ReadValue<
		Table["$inferSelect"][Name]
	>;
};
type ReadValue<Value> = Value extends string | number | null
	? Value
	: Value extends boolean
		? 0 | 1
		: string;

type StoredRead<Row> = {
	/** The row that the named values lead to. */
	readonly get: (values?: Values) => Row | undefined;
	readonly all: (values?: Values) => Row[];
};
type Values = Readonly<Record<string, string | number | null>>;

/**
 * A select of whole rows of one table, prepared once, that runs without Drizzle for the same reason: rows come as they
 * are stored, under the names of their columns here. JSON is its text, as a digest wants it. `get` answers the first row.
 */
export function prepareStoredRead<Table extends SQLiteTable>(
	db: ConnectedDatabase,
	table: Table,
	condition?: SQL,
	...order: SQL[]
): StoredRead<ReadRow<Table>> {
	const columns = Object.entries(getTableColumns(table));
	const selected = columns.map(([name, column]) => [
		name,
		sql`${column}`.as(name),
	]);
	const query = db
		.select(Object.fromEntries(selected))
		.from(table)
		.where(condition)
		.orderBy(...order)
		.toSQL();
	const statement = db.$client.prepare<unknown[], ReadRow<Table>>(query.sql);
	const names = query.params.map((param) => {
		if (param instanceof Placeholder) return param.name as string;
		throw new Error("A value of a stored read must be a placeholder.");
	});
	const valuesOf = compileValuesOf(names);
	return {
		get: (values = {}) => statement.get(...valuesOf(values)),
		all: (values = {}) => statement.all(...valuesOf(values)),
	};
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
