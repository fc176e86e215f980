import { type Control, controls } from "./controls.ts";
import type { FileSystem } from "./loop-volume.ts";
import type { Settings } from "./options.ts";
import type { Round } from "./run-round.ts";

/** The smallest thing that a resumed run does again. */
export type Unit =
	| { readonly kind: "round"; readonly round: Round }
	| {
			readonly kind: "control";
			readonly seed: string;
			readonly control: Control;
			readonly fileSystem: FileSystem | null;
	  };

const strikesPerRound = 5;

/** Everything a run does, in its order: kills and cuts in turn, then the controls. The settings alone decide it. */
export function planUnits(settings: Settings): readonly Unit[] {
	const { seed, kills, cuts, fileSystems } = settings;
	const share = cuts / fileSystems.length;
	const rounds = inTurn([
		roundsOf(seed, null, kills),
		...fileSystems.map((fileSystem, index) =>
			roundsOf(
				seed,
				fileSystem,
				index === 0 ? Math.ceil(share) : Math.floor(share),
			),
		),
	]);
	return settings.controls ? [...rounds, ...planControls(settings)] : rounds;
}

function roundsOf(
	seed: number,
	fileSystem: FileSystem | null,
	strikes: number,
): readonly Unit[] {
	const kind = fileSystem ? "cut" : "kill";
	return Array.from(
		{ length: Math.ceil(strikes / strikesPerRound) },
		(_, index): Unit => ({
			kind: "round",
			round: {
				seed: `${seed}-${fileSystem ?? kind}-${index + 1}`,
				kind,
				fileSystem,
				strikes: Math.min(strikesPerRound, strikes - index * strikesPerRound),
			},
		}),
	);
}

function planControls({ seed, fileSystems }: Settings): readonly Unit[] {
	return controls.flatMap((control) =>
		(control.kind === "cut" ? fileSystems : [null]).map(
			(fileSystem): Unit => ({
				kind: "control",
				seed: `${seed}-${control.name}-${fileSystem ?? control.kind}`,
				control,
				fileSystem,
			}),
		),
	);
}

/** One of each list, then the next of each. */
function inTurn<Value>(lists: readonly (readonly Value[])[]): readonly Value[] {
	const longest = Math.max(...lists.map((list) => list.length));
	return Array.from({ length: longest }, (_, index) =>
		lists.flatMap((list) => list.slice(index, index + 1)),
	).flat();
}
