import type { FastifyReply, FastifyServerOptions } from "fastify";
import type { NegotiateLanguage } from "../language/create-negotiate-language.ts";
import { sayHttp } from "../messages/say-http.ts";
import type { AnswerError } from "./answer-under.ts";
import { allowOrigin } from "./cors-options.ts";
import { HttpError } from "./http-error.ts";

type FrameworkErrors = NonNullable<FastifyServerOptions["frameworkErrors"]>;

/** Answers a request whose address Fastify cannot read. Fastify's own words quote all of it, and with it a token in the query. */
export function createUnreadableAddressHandler(
	answerError: AnswerError,
	negotiateLanguage: NegotiateLanguage,
	corsOrigins: readonly string[],
): FrameworkErrors {
	return (_error, request, reply) => {
		const unreadable = new HttpError(
			"badRequest",
			sayHttp("addressUnreadable", {}),
		);
		// No hook runs for such a request.
		const answer = reply as FastifyReply;
		answer.header("x-request-id", request.id);
		answer.header("x-content-type-options", "nosniff");
		// Nor does such a request have what requests are decorated with.
		const language = negotiateLanguage(request.headers["accept-language"]);
		Object.defineProperty(request, "language", { value: language });
		allowOrigin(request, answer, corsOrigins);
		answerError(unreadable, request, answer);
		request.server.logAnswer(request, answer);
	};
}
