import { endpoint } from "../recipes/demo-party.ts";

type Named = { name: string };
type Introspection = {
	data: {
		__schema: { types: (Named & { kind: string; possibleTypes: Named[] })[] };
	};
};

/** The types behind each interface and union, as the running server tells them. */
export async function readPossibleTypes(): Promise<Record<string, string[]>> {
	const answer = await fetch(endpoint, {
		method: "POST",
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify({
			query: "{ __schema { types { kind name possibleTypes { name } } } }",
		}),
	});
	const { data } = (await answer.json()) as Introspection;
	const { types } = data.__schema;
	return Object.fromEntries(
		types
			.filter(({ kind }) => kind === "INTERFACE" || kind === "UNION")
			.map((type) => [type.name, type.possibleTypes.map(({ name }) => name)]),
	);
}
