import type { FastifyInstance, FastifyRequest } from "fastify";
import { pathOf } from "./path-of.ts";

/** What a log line says of a request. */
export function describeRequest({ method, url, ip }: FastifyRequest): object {
	return { method, path: pathOf(url), ip };
}

/** One line for each answered request: refusals and failures as information, the rest for debugging. */
export function logRequests(app: FastifyInstance): void {
	const isQuiet = app.log.level !== "debug";
	app.addHook("onResponse", async (request, reply) => {
		const level = reply.statusCode < 400 ? "debug" : "info";
		if (isQuiet && level === "debug") return;
		request.log[level](
			{
				req: request,
				status: reply.statusCode,
				milliseconds: Math.round(reply.elapsedTime),
			},
			"answered",
		);
	});
}
