import type { FastifyInstance } from "fastify";

/** Milliseconds that a caller may go on sending a body after its answer was given: many look for the answer only then. */
const patience = 30_000;

/** Closes the connection of a request whose body still comes long after it was answered. */
export function endUnreadRequests(app: FastifyInstance): void {
	app.addHook("onResponse", ({ raw }, _reply, done) => {
		done();
		if (raw.complete || raw.destroyed) return;
		const timer = setTimeout(() => {
			if (!raw.complete) raw.socket.destroy();
		}, patience).unref();
		raw.once("close", () => clearTimeout(timer));
	});
}
