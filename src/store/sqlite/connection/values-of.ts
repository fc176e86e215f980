/** The members of these names, in their order. Each create needs a dozen such lists, and a loop costs less than `map`. */
export function valuesOf<Name extends string, Value>(
	names: readonly Name[],
	row: Readonly<Record<Name, Value>>,
): Value[] {
	const values = new Array<Value>(names.length);
	let index = 0;
	for (const name of names) values[index++] = row[name];
	return values;
}
