import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type GraphQLSchema, NoSchemaIntrospectionCustomRule } from "graphql";
import { createYoga, type Plugin } from "graphql-yoga";
import { findOperators, findParties } from "../domain/case/find-people.ts";
import type { Context } from "../domain/context.ts";
import { batched } from "./batched.ts";
import type { GraphqlContext } from "./builder.ts";
import { createDocumentCache } from "./document-cache.ts";
import { useDocumentLimits } from "./document-limits.ts";
import { maskError } from "./errors.ts";
import {
	acceptsEvents,
	createEventSender,
	isEventStream,
	whenClientLeaves,
} from "./event-stream.ts";
import { narrowAccept } from "./narrow-accept.ts";
import { readOperation } from "./read-operation.ts";
import { useWordedErrors } from "./request-errors.ts";
import type { TrustedDocuments } from "./trusted-documents.ts";

type ServerOptions = {
	readonly schema: GraphQLSchema;
	readonly introspection: boolean;
	/** Null where any document runs. */
	readonly trustedDocuments: TrustedDocuments | null;
};

type Execute = (
	domain: Context,
	request: FastifyRequest,
	reply: FastifyReply,
) => Promise<FastifyReply>;

/** Of this Yoga makes the address of a request: neither the Host that a caller invents nor a token in the query gets there. */
const ownAddress = { url: "/graphql", headers: { host: "localhost" } };

/** GraphQL Yoga behind Fastify: the body is read and parsed already, Yoga executes it and words the answer. */
export function createGraphqlServer(
	app: FastifyInstance,
	{ schema, introspection, trustedDocuments }: ServerOptions,
): Execute {
	const sendEvents = createEventSender(app);
	const yoga = createYoga<GraphqlContext>({
		schema,
		graphqlEndpoint: "/graphql",
		cors: false,
		multipart: false,
		batching: false,
		landingPage: false,
		graphiql: false,
		maxRequestBodySize: false,
		// Faults are logged with their request, by useWordedErrors.
		logging: false,
		parserAndValidationCache: createDocumentCache(),
		maskedErrors: { maskError },
		plugins: [
			useDocumentLimits(),
			useWordedErrors(),
			...(introspection ? [] : [useNoIntrospection()]),
		],
	});

	return async (domain, request, reply) => {
		const { method } = request;
		const accept = narrowAccept(request.headers.accept);
		// Yoga does not know a media type that is written with capitals; it was checked before the body was read.
		const headers = {
			...request.headers,
			accept,
			"content-type": "application/json",
		};
		const body = readOperation(request.body, trustedDocuments);
		const context = contextOf(domain, request, reply, accept);
		const response = await yoga.handleNodeRequestAndResponse(
			{ headers, method, body, raw: { ...ownAddress } } as never,
			reply.raw,
			context,
		);
		response.headers.forEach((value, name) => {
			reply.header(name, value);
		});
		reply.code(response.status);
		if (isEventStream(response)) return sendEvents(reply, response);
		// The text is at hand; as a stream, Fastify would pipe it.
		return reply.send(await response.text());
	};
}

function contextOf(
	domain: Context,
	request: FastifyRequest,
	reply: FastifyReply,
	accept: string,
): GraphqlContext {
	return {
		domain,
		operator: batched(findOperators),
		party: batched(findParties),
		untilClientLeaves: acceptsEvents(accept)
			? () => whenClientLeaves(reply)
			: null,
		log: request.log,
		requestId: request.id,
		setCookie: (value) => reply.header("set-cookie", value),
	};
}

function useNoIntrospection(): Plugin {
	return {
		onValidate({ addValidationRule }) {
			addValidationRule(NoSchemaIntrospectionCustomRule);
		},
	};
}
