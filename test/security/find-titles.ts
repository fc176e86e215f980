import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

export type RowTitle = {
	readonly ids: readonly string[];
	/** What the title says behind its ids, with … for what is filled in. */
	readonly words: string;
	/** Of the test file, from the root of the repository. */
	readonly file: string;
};

const literal =
	/(["'`])([A-I]\d{1,2}(?:, [A-I]\d{1,2})*): ((?:\\.|(?!\1)[^\\])*)\1/gs;
const leadingIds = /^([A-I]\d{1,2}(?:, [A-I]\d{1,2})*): /;

/** The ids of rows that a title begins with. */
export function idsOf(title: string): readonly string[] {
	return leadingIds.exec(title)?.[1]?.split(", ") ?? [];
}

/** Every title in the test files that begins with ids of rows, as it is written there. */
export function findTitles(): readonly RowTitle[] {
	return globSync("test/**/*.test.ts", { cwd: root })
		.filter((file) => !file.startsWith("test/security/"))
		.sort()
		.flatMap((file) =>
			[...readFileSync(join(root, file), "utf8").matchAll(literal)].map(
				([, , ids = "", words = ""]) => ({
					ids: ids.split(", "),
					words: words.replaceAll(/\$\{[^}]*\}/g, "…").replaceAll("\\", ""),
					file,
				}),
			),
		);
}
