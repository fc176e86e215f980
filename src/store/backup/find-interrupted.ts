import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** The name of the copy that is to take the place of a database. */
export function restoringName(file: string): string {
	return `${file}.restoring`;
}

/** The suffix of the name of a database that a restore keeps; later ones sort after earlier ones. */
export function keptSuffix(at: number): string {
	return `.replaced-${new Date(at).toISOString().replaceAll(/[-:]/g, "")}`;
}

/** The database that an interrupted restore had moved aside, before the restored one got its name; null if there is none. */
export function findInterrupted(file: string): string | null {
	if (existsSync(file) || !existsSync(restoringName(file))) return null;
	const start = `${basename(file)}.replaced-`;
	const kept = readdirSync(dirname(file))
		.filter((name) => name.startsWith(start) && /T[\d.]+Z$/.test(name))
		.toSorted()
		.at(-1);
	return kept === undefined ? null : join(dirname(file), kept);
}
