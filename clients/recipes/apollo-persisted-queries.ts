import { createHash } from "node:crypto";
import {
	ApolloClient,
	ApolloLink,
	HttpLink,
	InMemoryCache,
} from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { endpoint, headers } from "./demo-party.ts";

/** Sends the hash alone; a server without TRUSTED_DOCUMENTS answers PERSISTED_QUERY_NOT_SUPPORTED, and the link sends texts from then on. */
export const client = new ApolloClient({
	cache: new InMemoryCache(),
	link: ApolloLink.from([
		new PersistedQueryLink({
			sha256: (text) => createHash("sha256").update(text).digest("hex"),
			useGETForHashedQueries: true,
		}),
		new HttpLink({ uri: endpoint, headers }),
	]),
});
