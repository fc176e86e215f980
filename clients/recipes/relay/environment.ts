import {
	Environment,
	type GraphQLResponse,
	Network,
	RecordSource,
	Store,
} from "relay-runtime";
import { endpoint, headers } from "../demo-party.ts";
import { fetchWithRetry } from "../fetch-with-retry.ts";

/** Relay's environment; `id` is there when the compiler persists the texts (`persistConfig`), for a server with `TRUSTED_DOCUMENTS`. */
export const environment = new Environment({
	store: new Store(new RecordSource()),
	network: Network.create(async ({ id, text }, variables) => {
		const operation = id ? { documentId: id } : { query: text };
		const response = await fetchWithRetry(endpoint, {
			method: "POST",
			headers: { ...headers, "Content-Type": "application/json" },
			body: JSON.stringify({ ...operation, variables }),
		});
		return (await response.json()) as GraphQLResponse;
	}),
});
