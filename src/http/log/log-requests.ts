import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { describeProblems, type Nameable } from "./describe-problems.ts";
import { pathOf } from "./path-of.ts";

/** Lines about refused requests in one window; a flood of them would fill the disk. Wrong credentials have as many of their own. */
const mostRefusedLines = 600;
/** Milliseconds. */
const window = 60_000;

/** Bytes that were no request, and what they were answered. */
export type Unreadable = {
	readonly reqId: string;
	readonly ip: string | undefined;
	readonly status: number;
	readonly refused: readonly { readonly code: string }[];
};

declare module "fastify" {
	interface FastifyInstance {
		/** Writes the line of a request that was answered. */
		logAnswer: (request: FastifyRequest, reply: FastifyReply) => void;
		logUnreadable: (line: Unreadable) => void;
	}
}

/** The members of a log line about a request. */
export function describeRequest({ method, url, ip }: FastifyRequest) {
	return { method, path: pathOf(url), ip };
}

/**
 * Writes one line for an answered request: refused ones, wrong credentials and failures as information, also those that are
 * answered 200; the rest for debugging. Of many refused requests in a minute the first are told, and then how many more there were.
 */
export function logRequests(app: FastifyInstance, nameable: Nameable): void {
	let told = { refused: 0, wrongCredentials: 0 };
	let untold = 0;

	function startWindow() {
		if (untold > 0)
			app.log.info({ untold }, "more requests were refused in this minute");
		told = { refused: 0, wrongCredentials: 0 };
		untold = 0;
	}
	const timer = setInterval(startWindow, window).unref();
	app.addHook("onClose", async () => {
		clearInterval(timer);
		startWindow();
	});

	/** Whether one more line fits into the window. */
	function fits(budget: keyof typeof told): boolean {
		if (++told[budget] <= mostRefusedLines) return true;
		untold++;
		return false;
	}

	function logAnswer(request: FastifyRequest, reply: FastifyReply) {
		const { statusCode } = reply;
		const { hasWrongCredentials } = request;
		const isRefused =
			request.refusedFor !== null ||
			hasWrongCredentials ||
			(statusCode >= 400 && statusCode < 500);
		const level = isRefused || statusCode >= 400 ? "info" : "debug";
		const budget = hasWrongCredentials ? "wrongCredentials" : "refused";
		if (isRefused && !fits(budget)) return;
		request.log[level](
			{
				req: request,
				status: statusCode,
				milliseconds: Math.round(reply.elapsedTime),
				...(level === "info" && describeProblems(request, nameable)),
			},
			"answered",
		);
	}

	app.decorate("logAnswer", logAnswer);
	app.decorate("logUnreadable", (line) => {
		if (fits("refused")) app.log.info(line, "answered");
	});
}
