import {
	ApolloClient,
	ApolloLink,
	HttpLink,
	InMemoryCache,
} from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { generatePersistedQueryIdsFromManifest } from "@apollo/persisted-query-lists";
import { endpoint, headers } from "../demo-party.ts";

/** For a server with `TRUSTED_DOCUMENTS=persisted-query-manifest.json`: it is sent hashes and no texts. */
export const client = new ApolloClient({
	cache: new InMemoryCache(),
	link: ApolloLink.from([
		new PersistedQueryLink(
			generatePersistedQueryIdsFromManifest({
				loadManifest: async () => {
					const file = "./persisted-query-manifest.json";
					return (await import(file, { with: { type: "json" } })).default;
				},
			}),
		),
		new HttpLink({ uri: endpoint, headers }),
	]),
});
