import type {
	FastifyInstance,
	FastifyReply,
	FastifyRequest,
	HTTPMethods,
} from "fastify";
import type { Parsers } from "../../domain/cases/parsers.ts";
import type { Context } from "../../domain/context.ts";
import type { Links } from "../../http/answers/create-links.ts";
import { setNoStore } from "../../http/answers/set-no-store.ts";
import type { Identify } from "../../http/callers/create-identify.ts";
import type { SessionOptions } from "../../http/callers/session-options.ts";
import { legacyCharsets } from "../../http/json/charsets.ts";
import {
	type BodyBytes,
	requireJson,
	useStrictJson,
} from "../../http/json/json-body.ts";
import { sayHttp } from "../../http/messages/say-http.ts";
import { methodNotAllowed } from "../../http/routes/method-not-allowed.ts";
import { assignmentRoute } from "./cases/assignment-route.ts";
import { createCaseRoute } from "./cases/create-case-route.ts";
import { addNoteRoute, updateNoteRoute } from "./cases/notes.ts";
import { listCasesRoute, readCaseRoute } from "./cases/read-cases.ts";
import { transitionRoute } from "./cases/transition-route.ts";
import { updateCaseRoute } from "./cases/update-case-route.ts";
import { categoryTypesRoute, statusesRoute } from "./catalogue/catalogue.ts";
import { fileRoutes } from "./files/file-routes.ts";
import { answerV4Error } from "./format/v4-errors.ts";
import { isAliveRoute } from "./sessions/is-alive-route.ts";
import { personRoute } from "./sessions/person-route.ts";
import { logoutRoute, signInRoute } from "./sessions/session.ts";

type V4Options = {
	readonly identify: Identify;
	readonly parsers: Parsers;
	readonly session: SessionOptions;
	readonly links: Links;
	readonly bodyBytes: BodyBytes;
};

type V4Handler = (
	ctx: Context,
	request: FastifyRequest,
	reply: FastifyReply,
) => Promise<FastifyReply>;

/** The v4 REST API: every path with its methods. Each request learns who is calling before its body is read. */
export async function v4Routes(
	app: FastifyInstance,
	{ identify, parsers, session, links, bodyBytes }: V4Options,
): Promise<void> {
	useStrictJson(app, bodyBytes);
	app.setErrorHandler(answerV4Error);

	function route(
		url: string,
		handlers: Partial<Record<HTTPMethods, V4Handler>>,
	) {
		for (const method in handlers) {
			const handle = handlers[method as HTTPMethods] as V4Handler;
			app.route({
				method: method as HTTPMethods,
				url,
				onRequest: [
					setNoStore,
					...(method === "GET" ? [] : [requireJson(legacyCharsets)]),
					identify,
				],
				handler: (request, reply) =>
					handle(request.domain as Context, request, reply),
			});
		}
		methodNotAllowed(app, url, Object.keys(handlers));
	}

	route("/me", { GET: personRoute });
	route("/person", { GET: personRoute });
	route("/isAlive", { GET: isAliveRoute });
	route("/cases", {
		GET: listCasesRoute,
		POST: createCaseRoute(parsers, links),
	});
	route("/cases/status", { GET: statusesRoute });
	route("/cases/typecategory", { GET: categoryTypesRoute });
	route("/cases/:id", {
		GET: readCaseRoute,
		PUT: updateCaseRoute(parsers, links),
	});
	route("/cases/:id/transitions", { PUT: transitionRoute(links) });
	route("/cases/:id/assignment", { PUT: assignmentRoute(links) });
	route("/cases/:id/notes", {
		POST: addNoteRoute(parsers, links),
		PUT: updateNoteRoute(parsers, links),
	});
	route("/signin", { POST: signInRoute(session, links) });
	route("/logout", { GET: logoutRoute(session, links) });
	// A session without anybody links here, by contract.
	methodNotAllowed(app, "/register", [], sayHttp("registrationClosed", {}));
	await app.register(fileRoutes, { identify, parsers, links });
}
