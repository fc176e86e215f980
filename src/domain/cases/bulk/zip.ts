/** The elements of two lists of one length, side by side. */
export function zip<Left, Right>(
	left: readonly Left[],
	right: readonly Right[],
): readonly (readonly [Left, Right])[] {
	if (left.length !== right.length)
		throw new Error("The lists differ in their lengths.");
	// The lengths are the same.
	return left.map((value, index) => [value, right[index] as Right]);
}
