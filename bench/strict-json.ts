import { parseStrictJson } from "../src/http/json/strict-json.ts";
import { medianOf } from "./median.ts";
import { input } from "./scenarios/create-case.ts";

/** A body of 500 bytes: the create of the benchmark with a longer comment and its idempotency key. */
const body = Buffer.from(
	JSON.stringify({
		...input,
		comments: [
			{
				description:
					"The line has been dead since Monday, please send someone. It went down in the storm, came back for an hour on Tuesday, and has hummed since; the neighbours in number 14 have the same.\nCall before you come.",
			},
		],
		status: "Created",
		resolution: "Unresolved",
		idempotencyKey: "5f1e0c52-2d8e-4a53-9f0e-6a1f4e1a7c11",
	}),
);

const rounds = 15;
const times = 20_000;

/** How much longer the strict reader takes for the bytes of a typical body than `JSON.parse` for their text. */
export function measureStrictJson(): number {
	const readers = [
		() => parseStrictJson(body),
		() => JSON.parse(body.toString()),
	];
	const samples = readers.map((): number[] => []);
	for (let round = 0; round <= rounds; round++)
		for (const [index, read] of readers.entries()) {
			const start = performance.now();
			for (let time = 0; time < times; time++) read();
			if (round > 0) samples[index]?.push(performance.now() - start);
		}
	const [strict = Number.NaN, native = Number.NaN] = samples.map(medianOf);
	return strict / native;
}
