import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, test } from "node:test";
import { temporaryFolder } from "./support/test-server.ts";

const root = join(import.meta.dirname, "..");
const runner = join(import.meta.dirname, "support/run-together.ts");
const generous = { patience: 30_000, longestLoad: 30_000 };
/** Short, for what ends by nothing else; the second file has to be loaded in this time too, also on a busy machine. */
const short = { patience: 500, longestLoad: 3_000 };
const good = 'import { test } from "node:test"; test("good", () => {});';

/** Runs a file, and one behind it that is good, in a process of their own. */
function run(source: string, limits: typeof generous) {
	const folder = temporaryFolder();
	const files = [source, good].map((text, index) => {
		const file = join(folder, `${index === 0 ? "first" : "second"}.test.ts`);
		writeFileSync(file, text);
		return relative(root, file);
	});
	const entry = `import { runFiles } from ${JSON.stringify(runner)};
		await runFiles("a group", ${JSON.stringify(files)}, ${JSON.stringify(limits)});`;
	const { NODE_TEST_CONTEXT: _, ...env } = process.env;
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		["--input-type=module-typescript", "--eval", entry],
		{ cwd: root, env, encoding: "utf8", timeout: 60_000 },
	);
	return { status, said: stdout + stderr };
}

const inTest = (body: string) =>
	`import { test } from "node:test"; test("first", async () => { ${body} });`;

describe("a run of several test files in one process", () => {
	test("succeeds where each of them does", () => {
		const { status, said } = run(good, generous);
		assert.equal(status, 0, said);
		assert.match(said, /pass 2/);
	});

	for (const [what, source, isOverAtOnce = false] of [
		["a test that fails", inTest('throw new Error("no");')],
		["an error at its import", 'throw new Error("no");'],
		["no end of its import", "await new Promise(() => {});"],
		["an end of the process at its import", "process.exit(0);", true],
		["an end of the process in a test", inTest("process.exit(0);"), true],
		[
			"a rejection that nobody handles",
			inTest('Promise.reject(new Error("no"));'),
		],
		[
			"an error after its test",
			inTest('setTimeout(() => { throw new Error("no"); });'),
		],
		[
			"a server that is not closed",
			inTest('(await import("node:net")).createServer().listen(0);'),
		],
	] as const)
		test(`fails and names the file for ${what}`, () => {
			const { status, said } = run(source, short);
			assert.equal(status, 1, said);
			assert.match(said, /first\.test\.ts/);
			assert.equal(/\bgood\b/.test(said), !isOverAtOnce, said);
		});
});
