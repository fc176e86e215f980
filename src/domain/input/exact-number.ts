/**
 * A JSON number whose text a double would change (`12.50`, `1.0`, `1E2`), kept as it was written.
 * The strict JSON reader and the GraphQL literal parser make it; `caseData` keeps its digits.
 */
export class ExactNumber {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}

	/** `JSON.stringify` writes the number with the digits it was read with. */
	toJSON(): unknown {
		return JSON.rawJSON(this.text);
	}
}

/**
 * The value of a JSON number: a `number` where the text round-trips, else an `ExactNumber`.
 * Null for one that no double holds safely: beyond 2^53-1 in magnitude, or so small that it would become 0.
 */
export function readNumber(text: string): number | ExactNumber | null {
	const value = Number(text);
	if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return null;
	if (value === 0 && /^[^eE]*[1-9]/.test(text)) return null;
	return String(value) === text ? value : new ExactNumber(text);
}
