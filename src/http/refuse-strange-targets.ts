import type { FastifyInstance } from "fastify";
import { HttpError } from "./http-error.ts";

/** Refuses a request target that is no path: a router would take the path out of `http://other/path` and not ask about `other`. */
export function refuseStrangeTargets(app: FastifyInstance): void {
	app.addHook("onRequest", async ({ raw }) => {
		if (raw.url?.startsWith("/")) return;
		throw new HttpError(
			"badRequest",
			"The target of the request must be a path that begins with a slash.",
		);
	});
}
