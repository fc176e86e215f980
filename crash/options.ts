import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { type FileSystem, fileSystems } from "./loop-volume.ts";

/** What to run; a resumed run must have the same. */
export type Settings = {
	readonly seed: number;
	readonly kills: number;
	readonly cuts: number;
	readonly fileSystems: readonly FileSystem[];
	readonly controls: boolean;
};

export type Options = {
	readonly settings: Settings;
	/** Whether the seed was given. */
	readonly hasSeed: boolean;
	/** Where progress is kept, if it is. */
	readonly resume: string | null;
};

/** Reads `--seed`, `--kills`, `--cuts`, `--file-system`, `--controls`, `--resume` and `--short`. */
export function readOptions(args: string[]): Options {
	const { values } = parseArgs({
		args,
		options: {
			seed: { type: "string" },
			kills: { type: "string", default: "5" },
			cuts: { type: "string", default: "3" },
			"file-system": { type: "string", default: "both" },
			controls: { type: "boolean", default: false },
			resume: { type: "string" },
			short: { type: "boolean", default: false },
		},
	});
	const { seed, short } = values;
	return {
		settings: {
			seed: seed === undefined ? randomInt(2 ** 32) : number("--seed", seed),
			kills: short ? 5 : number("--kills", values.kills),
			cuts: short ? 3 : number("--cuts", values.cuts),
			fileSystems: readFileSystems(values["file-system"]),
			controls: short || values.controls,
		},
		hasSeed: seed !== undefined,
		resume: values.resume ?? null,
	};
}

function number(name: string, text: string): number {
	if (/^\d{1,10}$/.test(text)) return Number(text);
	throw new Error(`${name} ${text} must be a number of at most ten digits.`);
}

function readFileSystems(text: string): readonly FileSystem[] {
	const found = fileSystems.filter((name) => text === name || text === "both");
	if (found.length > 0) return found;
	throw new Error(`--file-system ${text} must be xfs, ext4 or both.`);
}
