import type {
	FastifyInstance,
	FastifyReply,
	FastifyRequest,
	HTTPMethods,
	onRequestHookHandler,
} from "fastify";
import { type Action, authorize } from "../../../domain/authorize.ts";
import type { Parsers } from "../../../domain/cases/parsers.ts";
import type { Context } from "../../../domain/context.ts";
import type { Problem } from "../../../domain/problems/problem.ts";
import { RequestError } from "../../../domain/problems/request-error.ts";
import type { Links } from "../../../http/answers/create-links.ts";
import { setNoStore } from "../../../http/answers/set-no-store.ts";
import { refuseContentCoding } from "../../../http/body/content-coding.ts";
import {
	discardBody,
	hideContentType,
	useRawBodies,
} from "../../../http/body/raw-body.ts";
import {
	contextOf,
	type Identify,
} from "../../../http/callers/create-identify.ts";
import { noteProblems } from "../../../http/log/note-problems.ts";
import { methodNotAllowed } from "../../../http/routes/method-not-allowed.ts";
import { answerV4Error } from "../format/v4-errors.ts";
import { addFileRoute } from "./add-file-route.ts";
import { deleteFileRoute } from "./delete-file-route.ts";
import { logFailure } from "./log-failure.ts";
import { readFileRoute } from "./read-file-route.ts";
import { uploadRoute } from "./upload-route.ts";

type FileRoutesOptions = {
	readonly identify: Identify;
	readonly parsers: Parsers;
	readonly links: Links;
};

type Handler<Answer> = (
	ctx: Context,
	request: FastifyRequest,
	reply: FastifyReply,
) => Promise<Answer>;

/** The result of a handler that has not answered. */
type Failure = { readonly problems: readonly Problem[] };
type Fail = (reply: FastifyReply) => FastifyReply;

/** By contract a file call that fails is answered 200, with this text, */
const failed: Fail = (reply) =>
	reply
		.removeHeader("content-language")
		.code(200)
		.type("text/plain; charset=utf-8")
		.send("FAILED");
/** or with this one when it was to delete. */
const notDeleted: Fail = (reply) =>
	reply.removeHeader("content-language").code(200).send(false);

/**
 * The calls whose bodies are files. The caller is identified first, and refused as everywhere; a failure after that is
 * answered in a format of its own, which does not say why: the log does.
 */
export async function fileRoutes(
	app: FastifyInstance,
	{ identify, parsers, links }: FileRoutesOptions,
): Promise<void> {
	useRawBodies(app);

	const permit =
		(action: Action): onRequestHookHandler =>
		(request, reply, done) => {
			authorize(contextOf(request), action);
			if (request.headers["content-encoding"] !== undefined)
				refuseContentCoding(request, reply);
			done();
		};
	async function run<Answer>(
		handle: Handler<Answer>,
		request: FastifyRequest,
		reply: FastifyReply,
	): Promise<Answer> {
		try {
			return await handle(contextOf(request), request, reply);
		} finally {
			discardBody(request);
		}
	}

	function route(
		method: HTTPMethods,
		url: string,
		action: Action,
		handle: Handler<Failure | null>,
		fail: Fail,
	) {
		app.route({
			method,
			url,
			onRequest: [setNoStore, identify, permit(action)],
			async handler(request, reply) {
				const failure = await run(handle, request, reply);
				if (failure === null) return reply;
				noteProblems(request, failure.problems);
				return fail(reply);
			},
			errorHandler(error, request, reply) {
				if (request.domain === null || isUnauthorized(error))
					return answerV4Error(error, request, reply);
				logFailure(request, error);
				return fail(reply);
			},
		});
		methodNotAllowed(app, url, [method]);
	}

	const add = addFileRoute(parsers, links);
	route("POST", "/cases/:id/files", "attachToCase", add, failed);
	route("GET", "/cases/files/:fileId", "readCases", readFileRoute, failed);
	const one = "/cases/:id/files/:fileId";
	route("DELETE", one, "attachToCase", deleteFileRoute, notDeleted);

	app.route({
		method: "PUT",
		url: "/uploads",
		onRequest: [setNoStore, identify, permit("upload"), hideContentType],
		handler: (request, reply) => run(uploadRoute(parsers), request, reply),
	});
	methodNotAllowed(app, "/uploads", ["PUT"]);
}

function isUnauthorized(error: Error): boolean {
	return (
		error instanceof RequestError &&
		(error.kind === "unauthenticated" || error.kind === "forbidden")
	);
}
