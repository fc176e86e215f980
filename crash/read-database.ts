import { copyFileSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Findings } from "./findings.ts";
import { readStoredCases, type StoredCase } from "./stored-cases.ts";

export const databaseName = "casebridge.db";

const copied = ["", "-wal", "-mark", "-mark-journal"];
/** What opening a copy makes anew. */
const remade = ["-shm"];

/**
 * Reads what a stopped server left behind, on a copy, so that looking changes nothing: SQLite's own checks, then every
 * case. A database that cannot be read holds none.
 */
export function readDatabase(
	dataFolder: string,
	copyFolder: string,
	findings: Findings,
): readonly StoredCase[] {
	for (const end of [...copied, ...remade])
		rmSync(join(copyFolder, `${databaseName}${end}`), { force: true });
	for (const end of copied) {
		const name = `${databaseName}${end}`;
		if (!existsSync(join(dataFolder, name))) continue;
		copyFileSync(join(dataFolder, name), join(copyFolder, name));
	}
	try {
		const database = new Database(join(copyFolder, databaseName));
		try {
			check(database, findings);
			return readStoredCases(database);
		} finally {
			database.close();
		}
	} catch (error) {
		findings.add("damaged", "database", String(error));
		return [];
	}
}

function check(database: Database.Database, findings: Findings) {
	const integrity = database.pragma("integrity_check", { simple: true });
	if (integrity !== "ok")
		findings.add("damaged", "integrity_check", String(integrity));
	const orphans = database.pragma("foreign_key_check") as unknown[];
	if (orphans.length > 0)
		findings.add("damaged", "foreign_key_check", JSON.stringify(orphans[0]));
}
