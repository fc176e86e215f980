import { getTableColumns } from "../connection/drizzle.ts";
import {
	caseAttachments,
	caseComments,
	caseEvents,
	cases,
	idempotencyKeys,
} from "../schema.ts";

const tables = {
	case: cases,
	comment: caseComments,
	attachment: caseAttachments,
	event: caseEvents,
	key: idempotencyKeys,
} as const;

type Kind = keyof typeof tables;
type Names = readonly (readonly [name: string, column: string])[];

/** What the columns of each table are called here and there. */
const names = Object.fromEntries(
	Object.entries(tables).map(([kind, table]) => [
		kind,
		Object.entries(getTableColumns(table)).map(([name, column]) => [
			name,
			(column as { readonly name: string }).name,
		]),
	]),
) as unknown as Readonly<Record<Kind, Names>>;

/** A row under the names of its columns, as functions of the database take it and answer it. */
export type DatabaseRecord = Readonly<Record<string, unknown>>;

/** The record of a row; what the row lacks is taken from `rest`. */
export function recordOf(
	kind: Kind,
	row: object,
	rest: DatabaseRecord,
): DatabaseRecord {
	const values = row as DatabaseRecord;
	const record: Record<string, unknown> = {};
	for (const [name, column] of names[kind])
		record[column] = name in values ? values[name] : rest[name];
	return record;
}

/** The row of a record, under the names that it has here. */
export function rowOf<Row>(kind: Kind, record: DatabaseRecord): Row {
	const row: Record<string, unknown> = {};
	for (const [name, column] of names[kind]) row[name] = record[column];
	return row as Row;
}
