import type { Book } from "./book.ts";
import { checkCases } from "./check-cases.ts";
import { checkFiles } from "./check-files.ts";
import type { Findings } from "./findings.ts";
import { readDatabase } from "./read-database.ts";

/** Compares everything that a stopped server left in its data folder with the book. The copy it reads stays in `copyFolder`. */
export function checkData(
	dataFolder: string,
	copyFolder: string,
	book: Book,
	findings: Findings,
): void {
	const stored = readDatabase(dataFolder, copyFolder, findings);
	checkFiles(stored, dataFolder, book, findings);
	checkCases(stored, book, findings);
}
