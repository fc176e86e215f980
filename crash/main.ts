import { readOptions } from "./options.ts";
import { planUnits } from "./plan-units.ts";
import { readProgress, writeProgress } from "./progress.ts";
import { runUnit } from "./run-unit.ts";
import { formatTotals, isClean, type Totals } from "./totals.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Runs what is left of the plan, and keeps the progress after each unit. */
async function run(args: string[]): Promise<Totals> {
	const options = readOptions(args);
	let progress = readProgress(options);
	const { settings } = progress;
	const units = planUnits(settings);
	say(`seed ${settings.seed}; ${progress.done} of ${units.length} units done`);
	totals = progress.totals;
	for (const unit of units.slice(progress.done)) {
		totals = await runUnit(unit, totals, say);
		progress = { settings, done: progress.done + 1, totals };
		writeProgress(options, progress);
	}
	return totals;
}

let totals: Totals | null = null;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
	process.on(signal, () => {
		say(`Stopped by ${signal}; so far: ${totals ? formatTotals(totals) : ""}`);
		process.exit(1);
	});
try {
	totals = await run(process.argv.slice(2));
	say(formatTotals(totals));
	process.exitCode = isClean(totals) ? 0 : 1;
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	process.exitCode = 1;
}
