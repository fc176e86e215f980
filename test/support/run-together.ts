import { join } from "node:path";
import { after, describe } from "node:test";
import { pathToFileURL } from "node:url";
import { killRunning } from "./spawn-casebridge.ts";
import { findTestGroups, type TestGroup } from "./test-groups.ts";

const root = join(import.meta.dirname, "..", "..");
/** Milliseconds that what tests left open has for ending by itself. */
const patience = 60_000;
const longest = 2 ** 31 - 1;

/**
 * Runs the test files of a group one after the other in this process, which loads and compiles the program once. Each is a
 * suite with its path as title. Whatever ends or keeps the process early is reported with the file that was running.
 */
export async function runTogether(group: TestGroup): Promise<void> {
	let current: string | null = null;
	process.on("exit", (code) => {
		if (current === null) return;
		process.exitCode = code || 1;
		process.stderr.write(`The process ended within ${current}.\n`);
	});
	// Timers that keep no process alive are all that some tests wait for.
	const alive = setInterval(() => {}, longest);
	for (const file of findTestGroups().get(group) ?? []) {
		current = file;
		await describe(file, async () => {
			after(killRunning);
			await import(pathToFileURL(join(root, file)).href);
		});
	}
	current = null;
	clearInterval(alive);
	setTimeout(() => {
		const open = process.getActiveResourcesInfo().join(", ");
		process.stderr.write(`The tests of ${group} left open: ${open}.\n`);
		process.exit(1);
	}, patience).unref();
}
