import type { FastifyInstance } from "fastify";
import type { ReadinessCheck } from "../../domain/readiness.ts";
import { setNoStore } from "../answers/set-no-store.ts";
import { methodNotAllowed } from "./method-not-allowed.ts";

/** The health checks of supervisors and load balancers, without credentials: whether the process answers, and whether it should get requests. */
export async function healthRoutes(
	app: FastifyInstance,
	{ readiness }: { readonly readiness: ReadinessCheck },
): Promise<void> {
	app.get("/livez", { onRequest: setNoStore }, async () => ({ status: "ok" }));
	app.get("/readyz", { onRequest: setNoStore }, async (_request, reply) => {
		const found = await readiness.check();
		return reply.code(found.status === "ok" ? 200 : 503).send(found);
	});
	for (const url of ["/livez", "/readyz"]) methodNotAllowed(app, url, ["GET"]);
}
