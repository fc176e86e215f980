import Database from "better-sqlite3";

/** Changes a database behind the back of whoever has it open, as a fault of a disk would. */
export function alterDatabase(file: string, ...statements: string[]): void {
	const database = new Database(file, { timeout: 5_000 });
	try {
		database.unsafeMode();
		database.pragma("foreign_keys = OFF");
		for (const statement of statements) database.exec(statement);
	} finally {
		database.close();
	}
}
