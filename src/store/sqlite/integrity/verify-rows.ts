import {
	type ChecksummedKind,
	checksumOfValues,
} from "../../integrity/row-checksum.ts";
import type { Progress } from "../../progress.ts";
import { StoreError } from "../../store-error.ts";
import type { SqliteDatabase } from "../connection/open-database.ts";
import { countRows } from "../count-rows.ts";
import { checksummedTables } from "./checksummed-tables.ts";

const stride = 4_096;

/** Compares every row that has a digest with it; answers how many of each kind there are. Stops at the first that differs. */
export function verifyRows(
	database: SqliteDatabase,
	onProgress: Progress,
): Readonly<Record<ChecksummedKind, number>> {
	const counts = checksummedTables.map(({ kind, name, columns }) => {
		const total = countRows(database, name);
		const rows = database
			.prepare<[], unknown[]>(
				`SELECT '${kind}', ${columns}, row_digest FROM ${name}`,
			)
			.raw()
			.iterate();
		let done = 0;
		for (const values of rows) {
			const digest = values.pop();
			if (checksumOfValues(values) !== digest)
				throw new StoreError(
					`${name} ${nameOf(kind, values)} is not as it was written: its digest does not match. The database is damaged; restore a backup.`,
				);
			if (++done % stride === 0) onProgress(name, done, total);
		}
		return [kind, total] as const;
	});
	return Object.fromEntries(counts) as Record<ChecksummedKind, number>;
}

/** How an administrator finds the row. */
function nameOf(
	kind: ChecksummedKind,
	[, id, operatorId, touchpoint, key]: readonly unknown[],
): string {
	return kind === "idempotencyKey"
		? `${JSON.stringify(key)} (party ${id}, operator ${operatorId}, touchpoint ${touchpoint})`
		: String(id);
}
