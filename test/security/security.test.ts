import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { findTitles, idsOf } from "./find-titles.ts";
import { rows } from "./rows.ts";
import { formatTable, tableStart, withoutResults } from "./security-table.ts";

const titles = findTitles();
const tested = new Set(titles.flatMap(({ ids }) => ids));
const text = readFileSync(
	join(import.meta.dirname, "../../docs/security.md"),
	"utf8",
);
const table = text.split(tableStart)[1] ?? "";

describe("the table of bad inputs in docs/security.md", () => {
	test("has a test or a reason in every row", () => {
		const empty = rows.filter(({ id, note }) => !tested.has(id) && !note);
		assert.deepEqual(
			empty.map(({ id }) => id),
			[],
		);
	});

	test("has a row for every id that a test names, and each once", () => {
		const known = rows.map(({ id }) => id);
		assert.equal(new Set(known).size, known.length);
		assert.deepEqual([...tested.difference(new Set(known))], []);
	});

	test("is the one that the titles of today make", () => {
		const wanted = formatTable(rows, titles, new Map());
		assert.equal(
			withoutResults(table.trim()),
			withoutResults(wanted),
			'run "npm run security"',
		);
	});

	test("has no test that failed", () => {
		assert.doesNotMatch(table, /\d failed/);
		for (const id of tested)
			assert.match(
				table,
				new RegExp(`^\\| ${id} \\|.* [1-9]\\d* passed.* \\|$`, "m"),
			);
	});

	test("reads the ids off the beginning of a title alone", () => {
		assert.deepEqual(idsOf("A14, A15: are cut"), ["A14", "A15"]);
		assert.deepEqual(idsOf("see A14: are cut"), []);
		assert.deepEqual(idsOf("A4 paper: fits"), []);
	});
});
