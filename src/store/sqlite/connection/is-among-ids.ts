import { type SQLiteColumn, sql } from "./drizzle.ts";

/** Among the ids of a list, bound as one JSON value so that its length is not part of the statement. */
export function isAmongIds(column: SQLiteColumn) {
	return sql`${column} IN (SELECT value FROM json_each(${sql.placeholder("ids")}))`;
}
