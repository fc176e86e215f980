import fc from "fast-check";

export type Weighted<Value> = readonly [
	weight: number,
	arbitrary: fc.Arbitrary<Value>,
];

/** One of these, each as often as its weight says. */
export function choose<Value>(
	...choices: readonly Weighted<Value>[]
): fc.Arbitrary<Value> {
	return fc.oneof(
		...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })),
	) as fc.Arbitrary<Value>;
}
