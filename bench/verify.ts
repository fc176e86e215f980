import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeEnvironment } from "./environment.ts";
import { fillDatabase } from "./fill-database.ts";
import { runInFolder } from "./run-in-folder.ts";

/*
 * Says how long `casebridge verify` and `casebridge backup` take on a database of a million rows: node verify.ts. A case
 * is four rows: itself, its comment, its key and its event. Another number of cases can be named as the argument.
 */

/** Seconds that a million rows may take. */
const allowed = 60;

const program = fileURLToPath(new URL("../bin/casebridge.js", import.meta.url));

/** Runs a command as a user does; answers the seconds that its process took. */
function time(file: string, ...args: string[]): number {
	const startedAt = performance.now();
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[program, ...args],
		{
			env: { PATH: process.env.PATH, DATABASE_URL: `file:${file}` },
			encoding: "utf8",
		},
	);
	if (status !== 0) throw new Error(`casebridge ${args[0]}: ${stderr}`);
	const seconds = (performance.now() - startedAt) / 1_000;
	process.stdout.write(`${seconds.toFixed(1)} s: ${stdout}`);
	return seconds;
}

await runInFolder(async (folder) => {
	const cases = Number(process.argv[2] ?? 250_000);
	const file = join(folder, "casebridge.db");
	await fillDatabase(file, { cases });
	const mebibytes = Math.round(statSync(file).size / 2 ** 20);
	process.stdout.write(`${4 * cases} rows in ${mebibytes} MiB\n`);
	const seconds = time(file, "verify");
	time(file, "backup", join(folder, "backup"));
	process.stdout.write(`${JSON.stringify(describeEnvironment())}\n`);
	if (seconds > allowed) throw new Error(`verify took more than ${allowed} s.`);
});
