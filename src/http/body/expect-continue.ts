import type { FastifyInstance } from "fastify";
import { HttpError } from "../answers/http-error.ts";
import { sayHttp } from "../messages/say-http.ts";

/**
 * Answers `Expect: 100-continue` only when the body may come: one that is announced longer than any route takes is
 * refused by its route without having been asked for (RFC 9110, section 10.1.1). Any other expectation becomes a request
 * too, for `refuseExpectation`; left to itself, Node answers it with 417 and no body.
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
}

/** Refuses what an `Expect` header asks for beside that, in the form of its protocol. */
export function refuseExpectation(expect: string): void {
	if (/100-continue/i.test(expect)) return;
	throw new HttpError(
		"expectationFailed",
		sayHttp("expectationUnknown", { sent: expect }),
	);
}
