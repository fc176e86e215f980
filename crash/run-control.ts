import type { Control, StrikeControl } from "./controls.ts";
import type { FileSystem } from "./loop-volume.ts";
import { runFlip } from "./run-flip.ts";
import { type RoundResult, runRound } from "./run-round.ts";

const isFound = {
	"lose some": ({ counts }) => counts.lost > 0,
	"lose all": ({ counts, promised }) => promised > 0 && counts.lost >= promised,
	duplicate: ({ counts }) => counts.duplicated > 0,
} as const satisfies Record<
	StrikeControl["must"],
	(result: RoundResult) => boolean
>;

/** Strikes that a control may survive by luck. */
const attempts = 5;

export type ControlResult = {
	/** Whether the harness found what is wrong with it. */
	readonly hasFailed: boolean;
	readonly says: string;
};

/** Runs a control, which the harness must find something wrong with. */
export function runControl(
	control: Control,
	fileSystem: FileSystem | null,
	seed: string,
): Promise<ControlResult> {
	return control.kind === "flip"
		? runFlip(seed)
		: strikeAtControl(control, fileSystem, seed);
}

/** Strikes at a server that breaks a promise until the harness notices. */
async function strikeAtControl(
	{ kind, variant, must }: StrikeControl,
	fileSystem: FileSystem | null,
	seed: string,
): Promise<ControlResult> {
	for (let attempt = 1; ; attempt++) {
		const round = { seed: `${seed}-${attempt}`, kind, fileSystem, strikes: 1 };
		const result = await runRound(round, variant, false);
		const { promised, counts, details } = result;
		const hasFailed = isFound[must](result);
		if (!hasFailed && attempt < attempts) continue;
		const figures = `must ${must}: of ${promised} promised cases ${counts.lost} were lost, ${counts.duplicated} keys duplicated, after ${attempt} strikes`;
		const says = hasFailed ? figures : [figures, ...details].join("\n\t");
		return { hasFailed, says };
	}
}
