export type GraphiqlTab = {
	/** One named operation: its name is the title of the tab. */
	readonly query: string;
	/** JSON, as the user will read it. */
	readonly variables?: string;
	/** JSON, as the user will read it. */
	readonly headers?: string;
};

/** Whom a tab signs in, and where. */
export type TabLogin = {
	readonly touchpoint: string;
	readonly token: string;
	readonly principal: string;
	readonly password: string;
};

/** Case 1, which `CreateCase` makes in a new database. */
export const firstCase = { number: 1, id: "Q2FzZTox" } as const;

/** A tab that calls at the touchpoint of this login; who is signed in there stands in the cookie. */
export function tab(
	{ touchpoint, token }: TabLogin,
	query: string,
	variables?: object,
): GraphiqlTab {
	const headers = {
		"Thalamus-Touchpoint": touchpoint,
		"Thalamus-Token": token,
	};
	return {
		query,
		headers: json(headers),
		...(variables && { variables: json(variables) }),
	};
}

function json(value: unknown): string {
	return JSON.stringify(value, null, 2);
}
