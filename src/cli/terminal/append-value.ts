/** Collects the values of an option that may be repeated; commander's own `<name...>` would also take the arguments that follow. */
export function appendValue(value: string, values: string[] = []): string[] {
	return [...values, value];
}
