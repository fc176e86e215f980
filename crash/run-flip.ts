import { join } from "node:path";
import { openAttachmentFolder } from "../src/store/attachments/folder/open-attachment-folder.ts";
import { verifyDatabase } from "../src/store/sqlite/integrity/verify-database.ts";
import { createDataFolder } from "./data-folder.ts";
import { flipByte } from "./flip-byte.ts";
import { createRandom } from "./random.ts";
import type { ControlResult } from "./run-control.ts";
import { product, startServer } from "./server-process.ts";
import { strike } from "./strike.ts";
import { createTemporaryFolder } from "./temporary-folder.ts";

/** Kills a server under load, stops the next one, flips one bit of what they stored, and asks `verify`. */
export async function runFlip(seed: string): Promise<ControlResult> {
	const temporary = createTemporaryFolder();
	const random = createRandom(seed);
	const data = createDataFolder(temporary.folder, null);
	const { folder } = data;
	const ledger = join(temporary.folder, "load.jsonl");
	try {
		const server = await startServer(folder, product);
		await strike("kill", { server, data, random, ledger, prefix: seed });
		// Its end moves everything from the write-ahead log to the main file.
		await (await startServer(folder, product)).stop();
		const file = join(folder, "casebridge.db");
		const attachments = openAttachmentFolder(join(folder, "attachments"));
		await verifyDatabase({ file, attachments });
		const comment = flipByte(file, random);
		const said = await verifyDatabase({ file, attachments }).then(
			() => "nothing",
			(error: Error) => error.message,
		);
		return {
			hasFailed: said.startsWith(`case_comments ${comment} `),
			says: `must be reported: one bit of comment ${comment} was flipped, and verify said: ${said}`,
		};
	} finally {
		temporary.remove();
	}
}
