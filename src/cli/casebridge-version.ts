import { readFileSync } from "node:fs";

/** The version of this casebridge, as its package says. */
export function casebridgeVersion(): string {
	const file = new URL("../../package.json", import.meta.url);
	return JSON.parse(readFileSync(file, "utf8")).version;
}
