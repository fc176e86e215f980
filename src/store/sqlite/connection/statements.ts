import {
	type BetterSQLite3Database,
	type GetColumnData,
	getTableColumns,
	getTableName,
	Placeholder,
	type SQL,
	type SQLiteColumn,
	type SQLiteTable,
	sql,
} from "./drizzle.ts";
import type { SqliteDatabase } from "./open-database.ts";

/** Drizzle with the connection it works on. */
export type ConnectedDatabase = BetterSQLite3Database & {
	readonly $client: SqliteDatabase;
};

/** Every column of a table, as it is stored. */
type StoredRow<Table extends SQLiteTable> = ReadRow<Table["_"]["columns"]>;

/**
 * An insert of whole rows, prepared once. Drizzle writes its SQL; it runs without Drizzle, whose own way from a row to
 * bound values costs as much as the insert itself. So the row must hold what is stored: JSON as its text.
 */
export function prepareInsert<
	Table extends SQLiteTable,
	Constant extends keyof StoredRow<Table> & string = never,
>(
	db: ConnectedDatabase,
	table: Table,
	/** Columns that hold the same in every row; without any, `Constant` is never, and an empty record has all of them. */
	constants: Readonly<Record<Constant, SQL>> = {} as Record<Constant, SQL>,
): (row: Omit<StoredRow<Table>, Constant>) => void {
	const names = Object.keys(getTableColumns(table)).filter(
		(name) => !(name in constants),
	);
	const placeholders = names.map((name) => [name, sql.placeholder(name)]);
	const query = db
		.insert(table)
		.values({ ...Object.fromEntries(placeholders), ...constants });
	const statement = db.$client.prepare(query.toSQL().sql);
	return (row) => {
		statement.run(...valuesOf(names, row));
	};
}

type Columns = Readonly<Record<string, SQLiteColumn>>;

/** A select of rows of one table, with all its columns unless some are named. Every value in it is a placeholder. */
type Read<Table extends SQLiteTable, Selected extends Columns> = {
	readonly columns?: Selected;
	readonly from: Table;
	readonly where?: SQL | undefined;
	readonly orderBy?: readonly SQL[];
	readonly limit?: ReturnType<typeof sql.placeholder>;
};

/** A row that was read: with the types of the table, flags as 0 and 1, and JSON as its text. */
export type ReadRow<Selected extends Columns> = {
	readonly [Name in keyof Selected]: ReadValue<GetColumnData<Selected[Name]>>;
};
type ReadValue<Value> = Value extends string | number | null
	? Value
	: Value extends boolean
		? 0 | 1
		: string;

type StoredRead<Row> = {
	/** The first row that the named values lead to. */
	readonly get: (values?: Values) => Row | undefined;
	readonly all: (values?: Values) => Row[];
	/** The row that is always there. */
	readonly one: () => Row;
};
type Values = Readonly<Record<string, string | number | null | undefined>>;

/**
 * A select of one table, prepared once, that runs without Drizzle for the same reason: rows come as they are stored,
 * under the names of their columns here. JSON is its text, as checksums need it.
 */
export function prepareStoredRead<
	Table extends SQLiteTable,
	Selected extends Columns = Table["_"]["columns"],
>(
	db: ConnectedDatabase,
	{ columns, from, where, orderBy = [], limit }: Read<Table, Selected>,
): StoredRead<ReadRow<Selected>> {
	const selected = Object.entries(columns ?? getTableColumns(from)).map(
		([name, column]) => [name, sql`${column}`.as(name)],
	);
	const select = db
		.select(Object.fromEntries(selected))
		.from(from)
		.where(where)
		.orderBy(...orderBy);
	const query = (limit ? select.limit(limit) : select).toSQL();
	const statement = db.$client.prepare<unknown[], ReadRow<Selected>>(
		plannedOnce(query.sql),
	);
	const names = query.params.map((param): string => {
		if (param instanceof Placeholder) return param.name;
		throw new Error("A value of a stored read must be a placeholder.");
	});
	return {
		get: (values = {}) => statement.get(...valuesOf(names, values)),
		all: (values = {}) => statement.all(...valuesOf(names, values)),
		one() {
			const row = statement.get();
			if (row) return row;
			throw new Error(`The ${getTableName(from)} table is empty.`);
		},
	};
}

/** The members of these names, in their order. Each create needs a dozen such lists, and a loop costs less than `map`. */
function valuesOf(
	names: readonly string[],
	row: Readonly<Record<string, unknown>>,
): unknown[] {
	const values = new Array<unknown>(names.length);
	let index = 0;
	for (const name of names) values[index++] = row[name];
	return values;
}

/**
 * SQLite 3.54 plans a statement anew for every run in which its planner would look at a bound value: for `column = ?`
 * with an order, and for `LIMIT ?` (https://gitlab.com/cznic/sqlite/-/issues/264). A sign changes nothing else, and keeps it from looking.
 */
function plannedOnce(text: string): string {
	return text.replaceAll("?", "+?");
}
