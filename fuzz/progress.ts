import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Options } from "./options.ts";
import { createTotals, type Totals } from "./totals.ts";

/** How far a run has come. */
export type Progress = {
	readonly seed: number;
	readonly requests: number;
	/** Batches that are done. */
	readonly done: number;
	readonly totals: Totals;
};

/** The progress in the file of `--resume`; a new run without one. */
export function readProgress({ resume, seed, requests }: Options): Progress {
	if (resume === null || !existsSync(resume))
		return { seed, requests, done: 0, totals: createTotals() };
	const progress: Progress = JSON.parse(readFileSync(resume, "utf8"));
	if (progress.requests === requests) return progress;
	throw new Error(
		`${resume} is of a run of ${progress.requests} requests; give the same number, or another file.`,
	);
}

/** Replaces the file at once, so that a run that is killed leaves a whole one. */
export function writeProgress({ resume }: Options, progress: Progress): void {
	if (resume === null) return;
	writeFileSync(`${resume}.new`, `${JSON.stringify(progress, null, "\t")}\n`);
	renameSync(`${resume}.new`, resume);
}
