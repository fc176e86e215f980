/** A command of a document, and what the document says it prints. */
export type Block = {
	readonly command: string;
	/** Null where the document shows no answer. */
	answer: string | null;
	/** Where the answer stands in the document. */
	answerAt: readonly [start: number, end: number] | null;
};

/** A command that goes on printing, such as a subscription: it is answered once the command after it has run. */
export function isStream({ command }: Pick<Block, "command">): boolean {
	return /^curl -sN /.test(command);
}

/** Every `sh` block of a document, each with the `json` or `text` block that shows its answer. */
export function readBlocks(document: string): readonly Block[] {
	const blocks: Block[] = [];
	const fences = /^```(sh|json|text)\n([\s\S]*?)\n```$/gm;
	for (const { index, 1: language, 2: text = "" } of document.matchAll(
		fences,
	)) {
		if (language === "sh") {
			blocks.push({ command: text.trim(), answer: null, answerAt: null });
			continue;
		}
		const stream = blocks.find((one) => isStream(one) && one.answer === null);
		const asked = language === "text" && stream ? stream : blocks.at(-1);
		if (!asked || asked.answer !== null) continue;
		const start = index + `\`\`\`${language}\n`.length;
		asked.answer = text;
		asked.answerAt = [start, start + text.length];
	}
	return blocks;
}
