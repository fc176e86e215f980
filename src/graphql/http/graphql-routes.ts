import type {
	FastifyInstance,
	FastifyReply,
	FastifyRequest,
	onRequestHookHandler,
} from "fastify";
import type { GraphQLSchema } from "graphql";
import { setNoStore } from "../../http/answers/set-no-store.ts";
import type { Identify } from "../../http/callers/create-identify.ts";
import { queryOf } from "../../http/callers/request-texts.ts";
import { unicodeCharsets } from "../../http/json/charsets.ts";
import {
	type BodyBytes,
	requireJson,
	useStrictJson,
} from "../../http/json/json-body.ts";
import { bulkJsonLimits } from "../../http/json/json-limits.ts";
import { sayLanguage } from "../../http/language/say-language.ts";
import { noteError, noteProblems } from "../../http/log/note-problems.ts";
import { methodNotAllowed } from "../../http/routes/method-not-allowed.ts";
import { OperationError } from "../errors/operation-error.ts";
import type { RunOperation } from "../execution/run.ts";
import type { Graphiql } from "../graphiql/graphiql.ts";
import { graphiqlFiles } from "../graphiql/graphiql-files.ts";
import { sendGraphiql } from "../graphiql/send-graphiql.ts";
import type { TrustedDocuments } from "../trusted-documents/trusted-documents.ts";
import { createGraphqlServer } from "./create-graphql-server.ts";
import { errorAnswer } from "./error-answer.ts";
import { formatRequestError } from "./format-request-error.ts";

type GraphqlOptions = {
	readonly schema: GraphQLSchema;
	readonly run: RunOperation;
	readonly identify: Identify;
	/** Null where any document runs. */
	readonly trustedDocuments: TrustedDocuments | null;
	/** Makes GraphiQL; null where it is off. */
	readonly graphiql: (() => Promise<Graphiql>) | null;
	readonly bodyBytes: BodyBytes;
	/** Bytes of the answer to a query. */
	readonly answerBytes: number;
};

const url = "/graphql";

/** GraphQL: operations by POST, queries and subscriptions by GET too, and GraphiQL for browsers that ask for a page. */
export async function graphqlRoutes(
	app: FastifyInstance,
	options: GraphqlOptions,
): Promise<void> {
	const { identify, bodyBytes, graphiql } = options;
	const execute = createGraphqlServer(app, options);
	useStrictJson(app, bodyBytes, bulkJsonLimits);
	app.setErrorHandler((error: Error, request, reply) => {
		if (error instanceof OperationError)
			noteProblems(request, [{ code: error.extensions.code, path: [] }]);
		else noteError(request, error);
		const language = sayLanguage(request, reply);
		const { status, headers, body } = formatRequestError(
			error,
			request.id,
			language,
		);
		if (status === 500) request.log.error({ err: error }, "request failed");
		const { type, text } = errorAnswer(body, request.headers.accept);
		return reply.code(status).headers(headers).type(type).send(text);
	});
	/** The handler of GET never sees a request for the page. */
	const sendPage = async (request: FastifyRequest, reply: FastifyReply) =>
		asksForPage(request) ? sendGraphiql(request, reply, graphiql) : undefined;

	app.post(url, {
		onRequest: [setNoStore, requireUnicodeJson, identify],
		handler: execute,
	});
	app.get(url, {
		onRequest: [sendPage, setNoStore, requireJsonIfAny, identify],
		handler: execute,
	});
	graphiqlFiles(app, url, graphiql);
	methodNotAllowed(app, url, ["GET", "POST"]);
}

/** A browser that opens the address; one that opens it with a query gets the answer to the query. */
function asksForPage(request: FastifyRequest): boolean {
	const { query: document } = queryOf(request);
	return !document && Boolean(request.headers.accept?.includes("text/html"));
}

/** A type that is no JSON's is one that a form can send, or one that a browser may mistake for such. */
const requireJsonIfAny: onRequestHookHandler = function (request, reply, done) {
	if (request.headers["content-type"] === undefined) done();
	else requireUnicodeJson.call(this, request, reply, done);
};

const requireUnicodeJson = requireJson(unicodeCharsets);
