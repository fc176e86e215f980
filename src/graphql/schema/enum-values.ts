type Value = { readonly description: string };

/** The values of an enum, each with its description. */
export function enumValues<Name extends string>(
	descriptions: Readonly<Record<Name, string>>,
): Record<Name, Value> {
	const values = Object.entries<string>(descriptions).map(
		([name, description]) => [name, { description }],
	);
	// TypeScript does not keep the names of keys in entries.
	return Object.fromEntries(values) as Record<Name, Value>;
}
