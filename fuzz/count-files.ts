import { readdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";

/** Files in the attachment folder of a stopped server that no row of its database names. */
export function filesLeftBehind(folder: string): readonly string[] {
	const database = new Database(join(folder, "casebridge.db"), {
		readonly: true,
	});
	const named = new Set(
		database
			.prepare(
				"SELECT storage_name FROM case_attachments UNION SELECT storage_name FROM uploads",
			)
			.pluck()
			.all(),
	);
	database.close();
	return readdirSync(join(folder, "attachments")).filter(
		(name) => !named.has(name),
	);
}
