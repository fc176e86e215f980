import type { Config } from "../../config/config.ts";
import { CommandError } from "../../domain/command-error.ts";

/** The file that a command works on. */
export function databaseFile({ database }: Config): string {
	if (database.kind === "sqlite") return database.file;
	throw new CommandError(
		"This command works on a file of SQLite, and DATABASE_URL names a database of PostgreSQL; use PostgreSQL's own tools.",
	);
}
