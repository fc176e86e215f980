import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");

/** Every document, by its path. The recipes of docs/clients.md are run by `npm run clients`. */
export const documents = [
	"README.md",
	"ARCHITECTURE.md",
	"CONTRIBUTING.md",
	...globSync("docs/*.md", { cwd: root }).toSorted(),
].filter((path) => path !== "docs/clients.md");

export function readDocument(path: string): string {
	return readFileSync(join(root, path), "utf8");
}
