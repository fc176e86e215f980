import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "..");
/** A link to a recipe, and the block below it. */
const block =
	/(\[clients\/(recipes\/[^\]]+)\]\([^)]*\)\n\n```\w*\n)[\s\S]*?(?=```)/g;

/** The document with the text of each recipe below the link to it. */
export function fillDocument(document: string): string {
	return document.replace(
		block,
		(_, head: string, file: string) =>
			head + readFileSync(join(folder, file), "utf8"),
	);
}

/** The recipes that a document shows, as paths within `clients/`. */
export function recipesIn(document: string): string[] {
	return [...document.matchAll(block)].map(([, , file = ""]) => file);
}
