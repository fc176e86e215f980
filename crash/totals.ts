import {
	addCounts,
	type Counts,
	findingKinds,
	nothingFound,
} from "./findings.ts";
import type { ControlResult } from "./run-control.ts";
import type { Round, RoundResult } from "./run-round.ts";

/** What a run came to so far. */
export type Totals = {
	readonly acknowledgements: number;
	readonly kills: number;
	readonly cuts: number;
	readonly counts: Counts;
	/** Strikes and controls that this machine cannot run. */
	readonly skipped: number;
	/** Controls that failed, as they must, and those that did not. */
	readonly controls: { readonly failed: number; readonly survived: number };
	/** Starts of the server; times in milliseconds. */
	readonly starts: {
		readonly count: number;
		readonly slowest: number;
		readonly late: number;
	};
};

/** Milliseconds in which the server should be ready again. */
const readyLimit = 2_000;

export const nothingYet: Totals = {
	acknowledgements: 0,
	kills: 0,
	cuts: 0,
	counts: nothingFound,
	skipped: 0,
	controls: { failed: 0, survived: 0 },
	starts: { count: 0, slowest: 0, late: 0 },
};

export function addRound(
	totals: Totals,
	{ kind }: Round,
	{ acknowledgements, strikes, counts, starts }: RoundResult,
): Totals {
	const late = starts.filter((time) => time > readyLimit).length;
	return {
		...totals,
		acknowledgements: totals.acknowledgements + acknowledgements,
		kills: totals.kills + (kind === "kill" ? strikes : 0),
		cuts: totals.cuts + (kind === "cut" ? strikes : 0),
		counts: addCounts(totals.counts, counts),
		starts: {
			count: totals.starts.count + starts.length,
			slowest: Math.round(Math.max(totals.starts.slowest, ...starts)),
			late: totals.starts.late + late,
		},
	};
}

export function addControl(
	totals: Totals,
	{ hasFailed }: ControlResult,
): Totals {
	const { failed, survived } = totals.controls;
	return {
		...totals,
		controls: hasFailed
			? { failed: failed + 1, survived }
			: { failed, survived: survived + 1 },
	};
}

/** Whether nothing is wrong: no finding of any kind, and no control that survived. */
export function isClean({ counts, controls }: Totals): boolean {
	return (
		findingKinds.every((kind) => counts[kind] === 0) && controls.survived === 0
	);
}

/** One line for people and for `grep`. */
export function formatTotals(totals: Totals): string {
	const { counts, controls, starts } = totals;
	return [
		`acknowledgements ${totals.acknowledgements}`,
		`kills ${totals.kills}`,
		`cuts ${totals.cuts}`,
		...findingKinds.map((kind) => `${kind} ${counts[kind]}`),
		`skipped ${totals.skipped}`,
		`controls that failed as they must ${controls.failed}`,
		`controls that survived ${controls.survived}`,
		`starts ${starts.count}, slowest ${starts.slowest} ms, over ${readyLimit} ms ${starts.late}`,
	].join(", ");
}
