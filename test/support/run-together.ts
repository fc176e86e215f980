import { join } from "node:path";
import { after, describe } from "node:test";
import { pathToFileURL } from "node:url";
import { killRunning } from "./spawn-casebridge.ts";
import { findTestGroups, type TestGroup } from "./test-groups.ts";

const root = join(import.meta.dirname, "..", "..");
const longest = 2 ** 31 - 1;

type Limits = {
	/** Milliseconds that what tests left open has for ending by itself. */
	readonly patience: number;
	/** Milliseconds in which a file must have declared its tests; a test may take longer. */
	readonly longestLoad: number;
};

const usual: Limits = { patience: 60_000, longestLoad: 120_000 };

/** Runs the test files of a group in this process. */
export async function runTogether(group: TestGroup): Promise<void> {
	await runFiles(group, findTestGroups().get(group) ?? [], usual);
}

/**
 * Runs test files one after the other in this process, which loads and compiles the program once. Each is a
 * suite with its path as title. Whatever ends or keeps the process early is reported with the file that was running.
 */
export async function runFiles(
	group: string,
	files: readonly string[],
	{ patience, longestLoad }: Limits,
): Promise<void> {
	let current: string | null = null;
	process.on("exit", (code) => {
		if (current === null) return;
		process.exitCode = code || 1;
		process.stderr.write(`The process ended within ${current}.\n`);
	});
	// Timers that keep no process alive are all that some tests wait for.
	const alive = setInterval(() => {}, longest);
	const leaving: string[] = [];
	for (const file of files) {
		current = file;
		const before = countServers();
		await describe(file, async () => {
			after(killRunning);
			const loading = import(pathToFileURL(join(root, file)).href);
			await withinTime(loading, longestLoad, `${file} was not loaded`);
		});
		if (countServers() > before) leaving.push(file);
	}
	current = null;
	clearInterval(alive);
	setTimeout(() => {
		const open = process.getActiveResourcesInfo().join(", ");
		const names = leaving.length > 0 ? leaving.join(", ") : group;
		process.stderr.write(`The tests of ${names} left open: ${open}.\n`);
		process.exit(1);
	}, patience).unref();
}

/** Sockets that listen in this process. */
function countServers(): number {
	return process
		.getActiveResourcesInfo()
		.filter((kind) => kind === "TCPServerWrap").length;
}

/** Fails where `work` is not done in time; nothing else would end a file that waits for something before its first test. */
async function withinTime(
	work: Promise<unknown>,
	milliseconds: number,
	failure: string,
): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(
			() => reject(new Error(`${failure} in ${milliseconds / 1_000} s.`)),
			milliseconds,
		);
	});
	try {
		await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
