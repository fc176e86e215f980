import fastify, { type FastifyRequest } from "fastify";
import mercurius from "mercurius";
import { openBareStore } from "../bare-store.ts";
import { contextOf, resolversOf, typeDefs } from "./case-schema.ts";
import { announce, databaseUrl, host, port } from "./serve.ts";

/* Mercurius with its compiler on from the first request, and with group commit. */

const store = await openBareStore(databaseUrl, "together");
const server = fastify({ forceCloseConnections: true });

await server.register(mercurius, {
	schema: typeDefs,
	resolvers: resolversOf(store) as never,
	jit: 1,
	context: ({ headers }: FastifyRequest) => contextOf(headers),
});

await server.listen({ host, port });
announce("mercurius", async () => {
	await server.close();
	store.close();
});
