import Database from "better-sqlite3";

/** Opens a database for reading, and closes it after use. */
export function readDatabase<Result>(
	file: string,
	use: (database: Database.Database) => Result,
): Result {
	const database = new Database(file, { readonly: true });
	try {
		return use(database);
	} finally {
		database.close();
	}
}
