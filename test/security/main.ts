import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findTitles } from "./find-titles.ts";
import { rows } from "./rows.ts";
import { runRows } from "./run-rows.ts";
import { formatTable, tableStart } from "./security-table.ts";

const root = join(import.meta.dirname, "..", "..");
const document = join(root, "docs/security.md");

const titles = findTitles();
const files = new Set(titles.map(({ file }) => join(root, file)));
const outcomes = await runRows([...files]);
const [prose] = readFileSync(document, "utf8").split(tableStart);
const table = formatTable(rows, titles, outcomes);
writeFileSync(document, `${prose}${tableStart}\n\n${table}\n`);

const failed = [...outcomes].filter(([, outcome]) => outcome.failed > 0);
for (const [id] of failed) process.stderr.write(`${id} failed\n`);
process.stdout.write(
	`${rows.length} rows, ${outcomes.size} with tests, ${failed.length} failed; docs/security.md is written.\n`,
);
process.exitCode = failed.length > 0 ? 1 : 0;
