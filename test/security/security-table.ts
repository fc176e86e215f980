import type { RowTitle } from "./find-titles.ts";
import type { Row } from "./rows.ts";

export const tableStart =
	"<!-- The table is written by `npm run security`; test/security/rows.ts has its rows. -->";

export type Outcome = { passed: number; failed: number; skipped: number };

/** The table of all rows with their tests, in Markdown. */
export function formatTable(
	rows: readonly Row[],
	titles: readonly RowTitle[],
	outcomes: ReadonlyMap<string, Outcome>,
): string {
	const lines = rows.map((row) => {
		const own = titles.filter(({ ids }) => ids.includes(row.id));
		const outcome = outcomes.get(row.id);
		const result = outcome === undefined ? "no test" : sayOutcome(outcome);
		return [row.id, row.sent, row.gets, formatTests(row, own), result];
	});
	const head = [
		"row",
		"what is sent or done",
		"what it gets",
		"tests",
		"result",
	];
	return [head, head.map(() => "---"), ...lines]
		.map((cells) => `| ${cells.map(escapeCell).join(" | ")} |`)
		.join("\n");
}

/** The rows of a table without their results, which only a run can know, and without the padding of a formatter. */
export function withoutResults(table: string): string {
	return table
		.replaceAll(/ +/g, " ")
		.replaceAll(/-{3,}/g, "---")
		.replaceAll(/\| [^|]* \|$/gm, "|");
}

function formatTests({ note }: Row, titles: readonly RowTitle[]): string {
	const byFile = Map.groupBy(titles, ({ file }) => file);
	const parts = [...byFile].map(([file, own]) => {
		const words = new Set(own.map((title) => title.words));
		return `\`${file}\`: ${[...words].join("; ")}`;
	});
	return [...parts, ...(note === undefined ? [] : [`_${note}_`])].join("<br>");
}

function sayOutcome({ passed, failed, skipped }: Outcome): string {
	const parts = [`${passed} passed`];
	if (failed > 0) parts.push(`**${failed} failed**`);
	if (skipped > 0) parts.push(`${skipped} skipped`);
	return parts.join(", ");
}

function escapeCell(text: string): string {
	return text
		.replaceAll("__", "\\_\\_")
		.replaceAll("|", "\\|")
		.replaceAll(/<(?!br>)/g, "&lt;")
		.replaceAll("\n", " ");
}
