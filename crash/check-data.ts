import { join } from "node:path";
import { verifyDatabase } from "../src/store/sqlite/integrity/verify-database.ts";
import type { Book } from "./book.ts";
import { checkCases } from "./check-cases.ts";
import { checkFiles } from "./check-files.ts";
import type { Findings } from "./findings.ts";
import { databaseName, readDatabase } from "./read-database.ts";

/** Compares everything that a stopped server left in its data folder with the book. The copy it reads stays in `copyFolder`. */
export function checkData(
	dataFolder: string,
	copyFolder: string,
	book: Book,
	findings: Findings,
): void {
	const stored = readDatabase(dataFolder, copyFolder, findings);
	verifyCopy(dataFolder, copyFolder, findings);
	checkFiles(stored, dataFolder, book, findings);
	checkCases(stored, book, findings);
}

/** What `casebridge verify` says of the copy: digests, the chain of events, the watermark, and the files. */
function verifyCopy(
	dataFolder: string,
	copyFolder: string,
	findings: Findings,
) {
	try {
		verifyDatabase({
			file: join(copyFolder, databaseName),
			attachmentsFolder: join(dataFolder, "attachments"),
		});
	} catch (error) {
		findings.add("damaged", "verify", String(error));
	}
}
