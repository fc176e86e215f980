import { createRequire } from "node:module";

/* Drizzle, loaded as CommonJS, which is read much faster; see the file of this name in store/sqlite. */
const require = createRequire(import.meta.url);

export const {
	and,
	asc,
	count,
	desc,
	eq,
	getTableColumns,
	gt,
	gte,
	inArray,
	isNull,
	lt,
	max,
	Placeholder,
	sql,
} = require("drizzle-orm") as typeof import("drizzle-orm");
export const { drizzle } =
	require("drizzle-orm/node-postgres") as typeof import("drizzle-orm/node-postgres");
export const {
	bigint,
	boolean,
	customType,
	index,
	integer,
	PgDialect,
	pgSequence,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
} = require("drizzle-orm/pg-core") as typeof import("drizzle-orm/pg-core");
export const { readMigrationFiles } =
	require("drizzle-orm/migrator") as typeof import("drizzle-orm/migrator");

export type { GetColumnData, SQL } from "drizzle-orm";
export type { NodePgDatabase } from "drizzle-orm/node-postgres";
export type { PgColumn, PgTable } from "drizzle-orm/pg-core";
