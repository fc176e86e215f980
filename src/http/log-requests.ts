import type { FastifyInstance, FastifyRequest } from "fastify";

/** What a log line says of a request: never the query string, which may hold a token. */
export function describeRequest({ method, url, ip }: FastifyRequest): object {
	return { method, path: url.split("?", 1)[0], ip };
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
