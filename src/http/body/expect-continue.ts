import type { FastifyInstance } from "fastify";
import { quote } from "../../domain/problems/quote.ts";
import { HttpError } from "../answers/http-error.ts";

/**
 * Answers `Expect: 100-continue` only when the body may come: one that is announced longer than any route takes is
 * refused by its route without having been asked for (RFC 9110, section 10.1.1). Any other expectation is refused in the
 * form of its protocol; left to itself, Node answers it with 417 and no body.
 */
export function expectContinue(app: FastifyInstance, longest: number): void {
	app.server.on("checkContinue", (request, response) => {
		const announced = Number(request.headers["content-length"] ?? 0);
		if (announced <= longest) response.writeContinue();
		else response.shouldKeepAlive = false;
		app.server.emit("request", request, response);
	});
	app.server.on("checkExpectation", (request, response) => {
		app.server.emit("request", request, response);
	});
	app.addHook("onRequest", ({ headers: { expect } }, _reply, done) => {
		if (expect === undefined || /100-continue/i.test(expect)) return done();
		throw new HttpError(
			"expectationFailed",
			`Expect may be 100-continue, not ${quote(expect)}.`,
		);
	});
}
