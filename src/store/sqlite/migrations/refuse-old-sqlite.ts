import { StoreError } from "../../store-error.ts";

/**
 * The first release whose `ALTER TABLE` can drop NOT NULL, which a migration does. Since 3.51.3 there is also no WAL-reset
 * bug, by which two connections at once can corrupt a database or lose what was committed: https://sqlite.org/wal.html#walresetbug
 */
const needed = [3, 53, 0] as const;

/** Refuses an SQLite that cannot migrate a database, or loses data where several processes share a file, as casebridge's may. */
export function refuseOldSqlite(version: string): void {
	const found = version.split(".").map(Number);
	const differing = needed.findIndex((part, index) => part !== found[index]);
	const isOld =
		differing >= 0 && !((found[differing] ?? 0) > Number(needed[differing]));
	if (isOld)
		throw new StoreError(
			`casebridge needs SQLite ${needed.join(".")} or newer and found ${version}, which may lose committed rows and cannot run every migration; run "npm ci", which brings the better-sqlite3 that package.json names.`,
		);
}
