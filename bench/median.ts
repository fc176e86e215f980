/** The middle of some numbers, or between the two that are. */
export function medianOf(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	const low = sorted[Math.floor(middle)] ?? Number.NaN;
	const high = sorted[Math.ceil(middle)] ?? Number.NaN;
	return (low + high) / 2;
}
