import { createRequire } from "node:module";

/*
 * Drizzle, loaded as CommonJS: its package.json has 179 kB, and Node reads it once more for each of a hundred ES modules, which
 * took 200 ms of every start.
 */
const require = createRequire(import.meta.url);

export const {
	and,
	asc,
	count,
	desc,
	eq,
	getTableColumns,
	getTableName,
	gt,
	gte,
	inArray,
	isNotNull,
	isNull,
	lt,
	max,
	Placeholder,
	sql,
} = require("drizzle-orm") as typeof import("drizzle-orm");
export const { drizzle } =
	require("drizzle-orm/better-sqlite3") as typeof import("drizzle-orm/better-sqlite3");
export const {
	customType,
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	uniqueIndex,
} =
	require("drizzle-orm/sqlite-core") as typeof import("drizzle-orm/sqlite-core");
export const { readMigrationFiles } =
	require("drizzle-orm/migrator") as typeof import("drizzle-orm/migrator");

export type { GetColumnData, SQL } from "drizzle-orm";
export type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
export type { MigrationMeta } from "drizzle-orm/migrator";
export type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
