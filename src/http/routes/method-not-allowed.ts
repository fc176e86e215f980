import type { FastifyInstance, HTTPMethods } from "fastify";
import type { Sentence } from "../../domain/sentence.ts";
import { HttpError } from "../answers/http-error.ts";
import { sayHttp } from "../messages/say-http.ts";

const methods = [
	"GET",
	"POST",
	"PUT",
	"PATCH",
	"DELETE",
	"OPTIONS",
	"TRACE",
] as const;

/** Answers every other method of a path with 405 and what it allows (RFC 9110, section 15.5.6), or with `why` it allows none. */
export function methodNotAllowed(
	app: FastifyInstance,
	url: string,
	allowed: readonly string[],
	why?: Sentence,
): void {
	const allow = [...allowed, ...(allowed.includes("GET") ? ["HEAD"] : [])];
	const others = methods.filter((method) => !allowed.includes(method));
	app.route({
		method: [...others] as HTTPMethods[],
		url,
		onRequest: async (request, reply) => {
			reply.header("allow", allow.join(", "));
			throw new HttpError(
				"methodNotAllowed",
				why ??
					sayHttp("methodNotAllowed", {
						method: request.method,
						allowed: allow,
					}),
			);
		},
		handler: async () => {},
	});
}
