import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
	type GraphQLSchema,
	getOperationAST,
	NoSchemaIntrospectionCustomRule,
	parse,
} from "graphql";
import { createYoga, getSSEProcessor, type Plugin } from "graphql-yoga";
import { findOperators, findParties } from "../domain/case/find-people.ts";
import type { Context } from "../domain/context.ts";
import { HttpError } from "../http/http-error.ts";
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
import { plainAnswer, plainAnswerType } from "./plain-answer.ts";
import { type GraphqlRequest, readOperation } from "./read-operation.ts";
import { useWordedErrors } from "./request-errors.ts";

type ServerOptions = {
	readonly schema: GraphQLSchema;
	readonly introspection: boolean;
	/** Bytes of the answer to a query. */
	readonly answerBytes: number;
};

type Execute = (
	domain: Context,
	request: FastifyRequest,
	reply: FastifyReply,
) => Promise<FastifyReply>;

/** GraphQL Yoga behind Fastify: the body is read and parsed already, Yoga executes it and words the answer. */
export function createGraphqlServer(
	app: FastifyInstance,
	{ schema, introspection, answerBytes }: ServerOptions,
): Execute {
	const sendEvents = createEventSender(app);
	const toEventStream = getSSEProcessor();
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
			useDocumentLimits({ suggestions: introspection }),
			useWordedErrors({ suggestions: introspection }),
			...(introspection ? [] : [useNoIntrospection()]),
		],
	});

	/** Yoga's way from an operation to its result, with all plugins, and without its HTTP around it. */
	async function run(
		params: GraphqlRequest,
		context: GraphqlContext,
	): Promise<object> {
		const request = { method: "POST" };
		const operation = { params, request } as never;
		try {
			return (await yoga.getResultForParams(operation, context as never)) ?? {};
		} catch (error) {
			return { errors: [maskError(error)] };
		}
	}

	return async (domain, request, reply) => {
		const sendStream = async (result: object) => {
			const response = await toEventStream(
				result as never,
				yoga.fetchAPI,
				"text/event-stream",
			);
			response.headers.forEach((value, name) => {
				reply.header(name, value);
			});
			return sendEvents(reply.code(response.status), response);
		};
		const { method, raw } = request;
		const accept = narrowAccept(request.headers.accept);
		const headers = { ...request.headers, accept };
		const body = readOperation(request.body);
		const context = contextOf(domain, request, reply, accept);
		const type = plainAnswerType(accept);
		if (type !== undefined) {
			const result = await run(body, context);
			if (Symbol.asyncIterator in result) return sendStream(result);
			const { text, status, headers } = plainAnswer(result, type);
			if (text.length > answerBytes && isQuery(body)) throw tooLong();
			return reply.code(status).headers(headers).send(text);
		}
		const response = await yoga.handleNodeRequestAndResponse(
			{ headers, method, body, raw } as never,
			reply.raw,
			context,
		);
		const isStream = isEventStream(response);
		// The text is at hand; as a stream, Fastify would pipe it.
		const text = isStream ? "" : await response.text();
		if (text.length > answerBytes && isQuery(body)) throw tooLong();
		response.headers.forEach((value, name) => {
			reply.header(name, value);
		});
		reply.code(response.status);
		return isStream ? sendEvents(reply, response) : reply.send(text);
	};
}

/** Only a query can be refused after it ran: a change was made, and its answer must say so. */
function isQuery({ query, operationName }: GraphqlRequest): boolean {
	const operation = getOperationAST(parse(query), operationName);
	return operation?.operation === "query";
}

function tooLong() {
	return new HttpError(
		"badRequest",
		"The answer would be too long; ask for fewer cases, or for fewer fields of them.",
	);
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
