import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { documents, readDocument, root } from "./documents.ts";
import { formatJson } from "./format-json.ts";
import { isStream, readBlocks } from "./read-blocks.ts";
import { startDocumentServer } from "./start-document-server.ts";

/** Runs every call of the documents and writes what it answers below it: `npm run documents`. */
for (const path of documents) {
	const document = readDocument(path);
	const blocks = readBlocks(document).filter(({ command }) =>
		command.includes("curl "),
	);
	if (blocks.length === 0) continue;
	const server = await startDocumentServer();
	const answers: [at: readonly [number, number], text: string][] = [];
	for (const [index, block] of blocks.entries()) {
		const printed = await server.run(block.command);
		const shown = /^[[{]/.test(printed) ? formatJson(printed) : printed;
		if (block.answerAt && !isStream(block))
			answers.push([block.answerAt, shown]);
		const before = blocks[index - 1];
		if (before?.answerAt && isStream(before))
			answers.push([before.answerAt, await server.readStream()]);
	}
	await server.stop();
	let written = document;
	for (const [[start, end], text] of answers.toSorted(([[a]], [[b]]) => b - a))
		written = written.slice(0, start) + text + written.slice(end);
	writeFileSync(join(root, path), written);
	process.stdout.write(`${path}: ${answers.length} answers\n`);
}
process.exit(0);
