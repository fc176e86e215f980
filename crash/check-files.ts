import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Book } from "./book.ts";
import type { Findings } from "./findings.ts";
import type { StoredCase } from "./stored-cases.ts";

/** Every attachment row has its file, with the bytes that were sent. A file without a row is waste, which the server sweeps. */
export function checkFiles(
	stored: readonly StoredCase[],
	dataFolder: string,
	book: Book,
	findings: Findings,
): void {
	for (const { number, source, files } of stored) {
		const entry = book.entries.get(source ?? "");
		for (const [index, file] of files.entries()) {
			const found = digestOfFile(
				join(dataFolder, "attachments", file.storageName),
			);
			if (found === file.sha256 && found === entry?.expected.files[index])
				continue;
			const kind = entry?.number === number ? "lost" : "damaged";
			const what = `file ${index} of case ${number} is ${found}`;
			findings.add(kind, source ?? file.storageName, what);
		}
	}
}

/** Hexadecimal SHA-256 of its bytes, or what keeps it from being read. */
function digestOfFile(path: string): string {
	try {
		return hash("sha256", readFileSync(path));
	} catch (error) {
		return String((error as NodeJS.ErrnoException).code);
	}
}
