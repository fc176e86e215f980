import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Context } from "../domain/context.ts";
import type { ContextOf } from "../http/contexts.ts";
import { requireJson, useStrictJson } from "../http/json-body.ts";
import { keepPrivate } from "../http/keep-private.ts";
import { refuseOthers } from "../http/refuse-others.ts";
import { bulkJsonLimits, defaultJsonLimits } from "../http/strict-json.ts";
import type { Graphiql } from "./graphiql.ts";
import { graphiqlFiles } from "./graphiql-files.ts";
import type { RunOperation } from "./lane.ts";
import { formatRequestError } from "./request-errors.ts";
import { sendGraphiql } from "./send-graphiql.ts";
import { createGraphqlServer } from "./server.ts";
import type { TrustedDocuments } from "./trusted-documents.ts";

export type GraphqlOptions = {
	readonly run: RunOperation;
	readonly contextOf: ContextOf;
	/** Null where any document runs. */
	readonly trustedDocuments: TrustedDocuments | null;
	/** Makes GraphiQL; null where it is off. */
	readonly graphiql: (() => Promise<Graphiql>) | null;
	readonly bodyBytes: { readonly anonymous: number; readonly known: number };
	/** Bytes of the answer to a query. */
	readonly answerBytes: number;
};

const url = "/graphql";

/** The GraphQL door: operations by POST, and GraphiQL for browsers that ask for a page. */
export async function graphqlRoutes(
	app: FastifyInstance,
	options: GraphqlOptions,
): Promise<void> {
	const { contextOf, bodyBytes, graphiql } = options;
	const execute = createGraphqlServer(app, options);
	const isKnown = (request: FastifyRequest) => Boolean(request.domain?.actor);
	useStrictJson(
		app,
		(request) => (isKnown(request) ? bodyBytes.known : bodyBytes.anonymous),
		(request) => (isKnown(request) ? bulkJsonLimits : defaultJsonLimits),
	);
	app.setErrorHandler((error: Error, request, reply) => {
		const { status, headers, body } = formatRequestError(error, request.id);
		if (status === 500) request.log.error({ err: error }, "request failed");
		return reply.code(status).headers(headers).send(body);
	});

	app.post(url, {
		onRequest: [
			keepPrivate,
			requireJson,
			async (request, reply) => {
				request.domain = await contextOf(request, reply);
			},
		],
		handler: (request, reply) =>
			execute(request.domain as Context, request, reply),
	});
	app.get(url, (request, reply) => sendGraphiql(request, reply, graphiql));
	graphiqlFiles(app, url, graphiql);
	refuseOthers(app, url, ["GET", "POST"]);
}
