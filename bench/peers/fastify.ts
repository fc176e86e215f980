import fastify, { type FastifyRequest } from "fastify";
import { type CreateBody, openBareStore } from "../bare-store.ts";
import { announce, databaseUrl, host, port } from "./serve.ts";

/* The bare create behind Fastify, as a REST server is usually written; with group commit. */

const store = await openBareStore(databaseUrl, "together");
const server = fastify({ forceCloseConnections: true });

server.post(
	"/api/v4/cases",
	async ({ body, headers }: FastifyRequest<{ Body: CreateBody }>, reply) => {
		const key = headers["idempotency-key"] as string | undefined;
		const { id } = await store.createCase(body, key, JSON.stringify(body));
		return reply.code(201).send({ id });
	},
);

await server.listen({ host, port });
announce("fastify", async () => {
	await server.close();
	store.close();
});
