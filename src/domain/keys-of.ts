/** The keys of a table whose type names all of them. */
export function keysOf<Key extends string>(
	table: Readonly<Record<Key, unknown>>,
): readonly Key[] {
	// TypeScript says string, since an object may have more keys than its type; a table of ours has not.
	return Object.keys(table) as Key[];
}
