import { Client, fetchExchange, gql } from "@urql/core";
import { persistedExchange } from "@urql/exchange-persisted";
import { endpoint, headers } from "./demo-party.ts";
import { fetchWithRetry } from "./fetch-with-retry.ts";

/** Queries go by GET, which is urql's default; mutations and subscriptions by POST. */
export const client = new Client({
	url: endpoint,
	fetch: fetchWithRetry,
	fetchOptions: { headers },
	fetchSubscriptions: true,
	exchanges: [fetchExchange],
});

/** Tries hashes first, and sends texts when the server keeps no documents. */
export const persistedClient = new Client({
	url: endpoint,
	fetchOptions: { headers },
	exchanges: [persistedExchange(), fetchExchange],
});

export const createCase = gql<CreateCaseData, { input: object }>`
	mutation CreateCase($input: CreateCaseInput!) {
		createCase(input: $input) {
			case { id number status }
			replayed
			userErrors { code field message }
		}
	}
`;

type CreateCaseData = {
	createCase: {
		case: { id: string; number: number; status: string } | null;
		replayed: boolean;
		userErrors: { code: string; field: string[]; message: string }[];
	} | null;
};
