import {
	Environment,
	type GraphQLResponse,
	Network,
	RecordSource,
	Store,
} from "relay-runtime";
import { endpoint, headers } from "../demo-party.ts";
import { fetchWithRetry } from "../fetch-with-retry.ts";

/** A server with `TRUSTED_DOCUMENTS=persisted.json` needs no texts: leave `include_query_text` out of the configuration. */
export const environment = new Environment({
	store: new Store(new RecordSource()),
	network: Network.create(async ({ id, text }, variables) => {
		const operation = text ? { query: text } : { documentId: id };
		const response = await fetchWithRetry(endpoint, {
			method: "POST",
			headers: { ...headers, "Content-Type": "application/json" },
			body: JSON.stringify({ ...operation, variables }),
		});
		return (await response.json()) as GraphQLResponse;
	}),
});
