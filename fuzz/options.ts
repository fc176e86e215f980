import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";

export type Options = {
	readonly seed: number;
	readonly requests: number;
	/** The number of the one request to send; null for all. */
	readonly only: number | null;
	/** Where progress is kept, if it is. */
	readonly resume: string | null;
};

const short = 20_000;
const long = 1_000_000;

/** Reads `--seed`, `--requests`, `--short`, `--only` and `--resume`. */
export function readOptions(args: string[]): Options {
	const { values } = parseArgs({
		args,
		options: {
			seed: { type: "string" },
			requests: { type: "string" },
			short: { type: "boolean", default: false },
			only: { type: "string" },
			resume: { type: "string" },
		},
	});
	const { seed, requests, only, resume = null } = values;
	return {
		seed: seed === undefined ? randomInt(2 ** 31) : number("--seed", seed),
		requests:
			requests === undefined
				? values.short
					? short
					: long
				: number("--requests", requests),
		only: only === undefined ? null : number("--only", only),
		resume,
	};
}

function number(name: string, text: string): number {
	if (/^\d{1,10}$/.test(text)) return Number(text);
	throw new Error(`${name} ${text} must be a number of at most ten digits.`);
}
