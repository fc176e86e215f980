import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Options, Settings } from "./options.ts";
import { nothingYet, type Totals } from "./totals.ts";

/** How far a run has come. */
export type Progress = {
	readonly settings: Settings;
	/** Units of the plan that are done. */
	readonly done: number;
	readonly totals: Totals;
};

/** The progress in the file of `--resume`, which must be of the same run; a new run without one. */
export function readProgress(options: Options): Progress {
	const { resume, settings, hasSeed } = options;
	if (resume === null || !existsSync(resume))
		return { settings, done: 0, totals: nothingYet };
	const progress: Progress = JSON.parse(readFileSync(resume, "utf8"));
	const { seed } = hasSeed ? settings : progress.settings;
	const wanted = JSON.stringify({ ...settings, seed });
	const found = JSON.stringify(progress.settings);
	if (wanted !== found)
		throw new Error(
			`${resume} is of another run, ${found}; give the same options, or another file.`,
		);
	return progress;
}

/** Replaces the file at once, so that a run that is killed leaves a whole one. */
export function writeProgress({ resume }: Options, progress: Progress): void {
	if (resume === null) return;
	writeFileSync(`${resume}.new`, `${JSON.stringify(progress, null, "\t")}\n`);
	renameSync(`${resume}.new`, resume);
}
