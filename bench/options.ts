import { parseArgs } from "node:util";

/** Reads `--rounds`, `--requests`, `--warm-up` and `--publish`. */
export function readOptions(args: string[]) {
	const { values } = parseArgs({
		args,
		options: {
			rounds: { type: "string", default: "9" },
			requests: { type: "string", default: "2000" },
			"warm-up": { type: "string", default: "1000" },
			publish: { type: "boolean", default: false },
		},
	});
	const warmUp = count("--warm-up", values["warm-up"]);
	return {
		rounds: count("--rounds", values.rounds),
		requests: count("--requests", values.requests),
		/** Requests before each round. */
		warmUp,
		/** Requests before the first: Node goes on compiling for some twenty thousand. */
		firstWarmUp: 20 * warmUp,
		connections: 32,
		/** Whether the figures go into README and docs. */
		publish: values.publish,
	};
}

export type Options = ReturnType<typeof readOptions>;

function count(name: string, text: string): number {
	if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
	throw new Error(`${name} ${text} must be a number from 1 to 9999999.`);
}
