import type { FastifyInstance, FastifyRequest } from "fastify";
import { pathOf } from "./path-of.ts";

/** Lines about refused requests in one window; a flood of them would fill the disk. */
const mostRefusalLines = 600;
/** Milliseconds. */
const window = 60_000;

/** What a log line says of a request. */
export function describeRequest({ method, url, ip }: FastifyRequest): object {
	return { method, path: pathOf(url), ip };
}

/**
 * One line for each answered request: refusals and failures as information, the rest for debugging. Of many refusals in
 * a minute the first are told, and then how many more there were.
 */
export function logRequests(app: FastifyInstance): void {
	const isQuiet = app.log.level !== "debug";
	let told = 0;
	let untold = 0;

	function startWindow() {
		if (untold > 0)
			app.log.info({ untold }, "more requests were refused in this minute");
		told = 0;
		untold = 0;
	}
	const timer = setInterval(startWindow, window).unref();
	app.addHook("onClose", async () => {
		clearInterval(timer);
		startWindow();
	});

	app.addHook("onResponse", (request, reply, done) => {
		done();
		const { statusCode } = reply;
		const level = statusCode < 400 ? "debug" : "info";
		if (isQuiet && level === "debug") return;
		if (statusCode >= 400 && statusCode < 500 && ++told > mostRefusalLines) {
			untold++;
			return;
		}
		request.log[level](
			{
				req: request,
				status: statusCode,
				milliseconds: Math.round(reply.elapsedTime),
			},
			"answered",
		);
	});
}
