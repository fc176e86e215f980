import Database from "better-sqlite3";

/** better-sqlite3 does not export its Statement; every statement of this process runs through this prototype. */
export function statementPrototype(): Database.Statement<unknown[]> {
	const database = new Database(":memory:");
	try {
		return Object.getPrototypeOf(database.prepare("SELECT 1"));
	} finally {
		database.close();
	}
}
