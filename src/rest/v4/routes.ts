import type {
	FastifyInstance,
	FastifyReply,
	FastifyRequest,
	HTTPMethods,
} from "fastify";
import type { Parsers } from "../../domain/case/parsers.ts";
import type { Context } from "../../domain/context.ts";
import { legacyCharsets } from "../../http/charsets.ts";
import type { ContextOf } from "../../http/contexts.ts";
import { requireJson, useStrictJson } from "../../http/json-body.ts";
import { keepPrivate } from "../../http/keep-private.ts";
import { refuseOthers } from "../../http/refuse-others.ts";
import type { SessionOptions } from "../../http/session-options.ts";
import { assignmentRoute } from "./assignment.ts";
import { pairsRoute, statusesRoute } from "./catalogue.ts";
import { createCaseRoute } from "./create-case.ts";
import { fileRoutes } from "./files.ts";
import { isAliveRoute } from "./is-alive.ts";
import { addNoteRoute, updateNoteRoute } from "./notes.ts";
import { personRoute } from "./person.ts";
import { listCasesRoute, readCaseRoute } from "./read-cases.ts";
import { logoutRoute, signInRoute } from "./session.ts";
import { transitionRoute } from "./transitions.ts";
import { updateCaseRoute } from "./update-case.ts";
import { answerV4Error } from "./v4-errors.ts";

export type V4Options = {
	readonly contextOf: ContextOf;
	readonly parsers: Parsers;
	readonly session: SessionOptions;
	readonly bodyBytes: { readonly anonymous: number; readonly known: number };
};

type V4Handler = (
	ctx: Context,
	request: FastifyRequest,
	reply: FastifyReply,
) => Promise<FastifyReply>;

/** The compatibility door: every v4 path with its methods. Each request learns who is calling before its body is read. */
export async function v4Routes(
	app: FastifyInstance,
	{ contextOf, parsers, session, bodyBytes }: V4Options,
): Promise<void> {
	useStrictJson(app, (request) =>
		request.domain?.actor ? bodyBytes.known : bodyBytes.anonymous,
	);
	app.setErrorHandler(answerV4Error);
	const identify = async (request: FastifyRequest, reply: FastifyReply) => {
		request.domain = await contextOf(request, reply);
	};

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
					keepPrivate,
					...(method === "GET" ? [] : [requireJson(legacyCharsets)]),
					identify,
				],
				handler: (request, reply) =>
					handle(request.domain as Context, request, reply),
			});
		}
		refuseOthers(app, url, Object.keys(handlers));
	}

	route("/me", { GET: personRoute });
	route("/person", { GET: personRoute });
	route("/isAlive", { GET: isAliveRoute });
	route("/cases", { GET: listCasesRoute, POST: createCaseRoute(parsers) });
	route("/cases/status", { GET: statusesRoute });
	route("/cases/typecategory", { GET: pairsRoute });
	route("/cases/:id", { GET: readCaseRoute, PUT: updateCaseRoute(parsers) });
	route("/cases/:id/transitions", { PUT: transitionRoute });
	route("/cases/:id/assignment", { PUT: assignmentRoute });
	route("/cases/:id/notes", {
		POST: addNoteRoute(parsers),
		PUT: updateNoteRoute(parsers),
	});
	route("/signin", { POST: signInRoute(session) });
	route("/logout", { GET: logoutRoute(session) });
	// A session without anybody links here, by contract.
	refuseOthers(
		app,
		"/register",
		[],
		"Parties cannot register themselves; an administrator adds them.",
	);
	await app.register(fileRoutes, { contextOf, parsers });
}
