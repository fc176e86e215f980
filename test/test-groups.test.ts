import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { findTestGroups, groups } from "./support/test-groups.ts";

const cwd = join(import.meta.dirname, "..");

describe("the groups in which npm test runs the test files", () => {
	test("have every test file, and each once", () => {
		const files = [...findTestGroups().values()].flat();
		const all = globSync("test/**/*.test.ts", { cwd });
		assert.deepEqual(files.toSorted(), all.toSorted());
	});

	test("are what the files in test/together run, one each", () => {
		const entries = globSync("*.ts", { cwd: join(cwd, "test/together") });
		const names = Object.keys(groups).map((name) => `${name}.ts`);
		assert.deepEqual(entries.toSorted(), names.toSorted());
	});

	test("name no file that is not there", () => {
		for (const pattern of Object.values(groups).flat())
			assert.notDeepEqual(globSync(pattern, { cwd }), [], pattern);
	});
});
