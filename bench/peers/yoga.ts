import { createServer, type IncomingMessage } from "node:http";
import { createSchema, createYoga } from "graphql-yoga";
import { contextOf, resolversOf, typeDefs } from "./case-schema.ts";
import { announce, host, openStore, port } from "./serve.ts";

/* GraphQL Yoga as its guide has it, and a transaction for each request. */

const store = await openStore();
const yoga = createYoga<{ readonly req: IncomingMessage }>({
	schema: createSchema({ typeDefs, resolvers: resolversOf(store) as never }),
	context: ({ req }) => contextOf(req.headers),
});
const server = createServer(yoga);

server.listen(port, host, () =>
	announce("yoga", () => {
		server.close();
		server.closeAllConnections();
		store.close();
	}),
);
