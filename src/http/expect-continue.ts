import type { FastifyInstance } from "fastify";

/**
 * Answers `Expect: 100-continue` only when the body may come: one that is announced longer than any route takes is
 * refused by its route without having been asked for (RFC 9110, section 10.1.1).
 */
export function expectContinue(app: FastifyInstance, longest: number): void {
	app.server.on("checkContinue", (request, response) => {
		const announced = Number(request.headers["content-length"] ?? 0);
		if (announced <= longest) response.writeContinue();
		else response.shouldKeepAlive = false;
		app.server.emit("request", request, response);
	});
}
