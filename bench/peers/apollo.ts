import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import {
	contextOf,
	type PeerContext,
	resolversOf,
	typeDefs,
} from "./case-schema.ts";
import { announce, host, openStore, port } from "./serve.ts";

/* Apollo Server as its guide has it, and a transaction for each request. */

const store = await openStore();
const server = new ApolloServer<PeerContext>({
	typeDefs,
	resolvers: resolversOf(store) as never,
});

await startStandaloneServer(server, {
	listen: { host, port },
	context: async ({ req }) => contextOf(req.headers),
});
announce("apollo", async () => {
	await server.stop();
	store.close();
});
