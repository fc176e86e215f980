import { join } from "node:path";
import { openAttachmentFolder } from "../src/store/attachments/folder/open-attachment-folder.ts";
import { verifyDatabase } from "../src/store/sqlite/integrity/verify-database.ts";
import type { Book } from "./book.ts";
import { checkCases } from "./check-cases.ts";
import { checkFiles } from "./check-files.ts";
import type { Findings } from "./findings.ts";
import { databaseName, readDatabase } from "./read-database.ts";

/** Compares everything that a stopped server left in its data folder with the book. The copy it reads stays in `copyFolder`. */
export async function checkData(
	dataFolder: string,
	copyFolder: string,
	book: Book,
	findings: Findings,
): Promise<void> {
	const stored = readDatabase(dataFolder, copyFolder, findings);
	await verifyCopy(dataFolder, copyFolder, findings);
	checkFiles(stored, dataFolder, book, findings);
	checkCases(stored, book, findings);
}

/** What `casebridge verify` says of the copy: digests, the chain of events, the watermark, and the files. */
async function verifyCopy(
	dataFolder: string,
	copyFolder: string,
	findings: Findings,
) {
	try {
		await verifyDatabase({
			file: join(copyFolder, databaseName),
			attachments: openAttachmentFolder(join(dataFolder, "attachments")),
		});
	} catch (error) {
		findings.add("damaged", "verify", String(error));
	}
}
