/** What is known by a key, made when it is first asked for. */
export function remember<Value>(
	known: Map<string, Value>,
	key: string,
	make: () => Value,
): Value {
	const found = known.get(key) ?? make();
	known.set(key, found);
	return found;
}
