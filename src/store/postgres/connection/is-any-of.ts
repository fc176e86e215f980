import { type PgColumn, sql } from "./drizzle.ts";

/** Among the values of a list, bound as one array so that its length is not part of the statement. */
export function isAnyOf(column: PgColumn, name: string) {
	return sql`${column} = ANY(${sql.placeholder(name)})`;
}
