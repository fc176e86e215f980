/**
 * A JSON number whose text a double would not give back (`12.50`, `1.0`, `1E2`), kept as it was written.
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
