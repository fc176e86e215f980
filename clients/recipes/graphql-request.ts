import { GraphQLClient } from "graphql-request";
import { endpoint, headers } from "./demo-party.ts";
import { fetchWithRetry } from "./fetch-with-retry.ts";

export const client = new GraphQLClient(endpoint, {
	headers,
	fetch: fetchWithRetry,
});

type Page = {
	cases: {
		edges: { node: { id: string; number: number; status: string } }[];
		pageInfo: { hasNextPage: boolean; endCursor: string | null };
	};
};

/** All cases of the party, newest first, a page at a time. */
export async function* listCases(first = 50) {
	for (let after: string | null = null; ; ) {
		const { cases }: Page = await client.request(
			/* GraphQL */ `
				query Cases($first: Int!, $after: String) {
					cases(first: $first, after: $after) {
						edges { node { id number status } }
						pageInfo { hasNextPage endCursor }
					}
				}
			`,
			{ first, after },
		);
		for (const { node } of cases.edges) yield node;
		if (!cases.pageInfo.hasNextPage) return;
		after = cases.pageInfo.endCursor;
	}
}
