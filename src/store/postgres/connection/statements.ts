import { hash } from "node:crypto";
import type { Pool } from "pg";
import {
	type GetColumnData,
	type PgColumn,
	PgDialect,
	Placeholder,
	type SQL,
	sql,
} from "./drizzle.ts";
import { withClient } from "./with-client.ts";

/** A statement that a connection parses and plans once, under its name. */
type NamedStatement = {
	readonly name: string;
	readonly text: string;
	readonly values: unknown[];
};

/** Runs a statement on a connection, and answers its rows. */
export type Run = (statement: NamedStatement) => Promise<unknown[]>;

/** Runs each statement on a connection of the pool that is free. `trace` is told its text. */
export function runOn(pool: Pool, trace?: (text: string) => void): Run {
	return (statement) =>
		withClient(pool, async (client) => {
			trace?.(statement.text);
			return (await client.query(statement)).rows;
		});
}

const dialect = new PgDialect();

export type Values = Readonly<Record<string, unknown>>;

/** Makes a statement of SQL whose every value is a placeholder; it answers rows as they are stored, JSON as its text. */
export function prepareRead<Row>(
	run: Run,
	statement: SQL,
): (values?: Values) => Promise<readonly Row[]> {
	const { sql: text, params } = dialect.sqlToQuery(statement);
	const name = hash("sha1", text);
	const names = params.map((param) => {
		if (param instanceof Placeholder) return param.name as string;
		throw new Error("A value of a prepared statement must be a placeholder.");
	});
	return async (values = {}) =>
		(await run({
			name,
			text,
			values: names.map((name) => values[name]),
		})) as Row[];
}

export type Columns = Readonly<Record<string, PgColumn>>;

/** Columns under the names that they have here. */
export function selectList(columns: Columns): SQL {
	return sql.join(
		Object.entries(columns).map(
			([name, column]) => sql`${column} AS ${sql.identifier(name)}`,
		),
		sql`, `,
	);
}

/** A row of such columns, with the types of the table but for JSON, which is its text. */
export type ReadRow<Selected extends Columns> = {
	readonly [Name in keyof Selected]: ReadValue<GetColumnData<Selected[Name]>>;
};
type ReadValue<Value> = Value extends string | number | boolean | null
	? Value
	: string;
