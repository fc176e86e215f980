/** The record of entries that name every key of its type. */
export function recordOf<Key extends string, Value>(
	entries: Iterable<readonly [Key, Value]>,
): Record<Key, Value> {
	// TypeScript does not keep the names of keys in entries.
	return Object.fromEntries(entries) as Record<Key, Value>;
}
