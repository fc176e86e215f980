import type { NamedFile } from "../../attachments/verify-files.ts";
import type { SqliteDatabase } from "../connection/open-database.ts";

/** Every row that names a file. */
export function namedFiles(database: SqliteDatabase): readonly NamedFile[] {
	return ["case_attachments", "uploads"].flatMap((table) =>
		database
			.prepare<[], NamedFile>(
				`SELECT '${table}' AS "table", id, storage_name AS storageName, size, sha256 FROM ${table} ORDER BY id`,
			)
			.all(),
	);
}

/** Whether a row names this file. */
export function isNamed(
	database: SqliteDatabase,
	storageName: string,
): boolean {
	const found = database
		.prepare(
			`SELECT 1 FROM case_attachments WHERE storage_name = :name
				UNION ALL SELECT 1 FROM uploads WHERE storage_name = :name`,
		)
		.get({ name: storageName });
	return found !== undefined;
}
