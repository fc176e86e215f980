import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
	type GraphQLSchema,
	getOperationAST,
	NoSchemaIntrospectionCustomRule,
	parse,
} from "graphql";
import { createYoga, type Plugin } from "graphql-yoga";
import { findOperators, findParties } from "../domain/case/find-people.ts";
import type { Context } from "../domain/context.ts";
import { HttpError } from "../http/http-error.ts";
import { answerType, wordAnswer } from "./answer.ts";
import { batched } from "./batched.ts";
import type { GraphqlContext } from "./builder.ts";
import { createDocumentCache } from "./document-cache.ts";
import { useDocumentLimits } from "./document-limits.ts";
import { maskError } from "./errors.ts";
import {
	acceptsEvents,
	createEventSender,
	whenClientLeaves,
} from "./event-stream.ts";
import { narrowAccept } from "./narrow-accept.ts";
import { type GraphqlRequest, readOperation } from "./read-operation.ts";
import { useWordedErrors } from "./request-errors.ts";
import type { TrustedDocuments } from "./trusted-documents.ts";

type ServerOptions = {
	readonly schema: GraphQLSchema;
	readonly introspection: boolean;
	/** Bytes of the answer to a query. */
	readonly answerBytes: number;
	/** Null where any document runs. */
	readonly trustedDocuments: TrustedDocuments | null;
};

type Execute = (
	domain: Context,
	request: FastifyRequest,
	reply: FastifyReply,
) => Promise<FastifyReply>;

/** GraphQL Yoga behind Fastify: the body is read and parsed already, Yoga runs the operation, and its result is worded as text or as events. */
export function createGraphqlServer(
	app: FastifyInstance,
	{ schema, introspection, answerBytes, trustedDocuments }: ServerOptions,
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
			useDocumentLimits({ suggestions: introspection }),
			useWordedErrors({ suggestions: introspection }),
			...(introspection ? [] : [useNoIntrospection()]),
		],
	});

	/** Yoga's way from an operation to its result, with all plugins, and without a Request and a Response around it. */
	async function run(
		params: GraphqlRequest,
		context: GraphqlContext,
	): Promise<object> {
		const operation = { params, request: { method: "POST" } } as never;
		try {
			return (await yoga.getResultForParams(operation, context as never)) ?? {};
		} catch (error) {
			return { errors: [maskError(error)] };
		}
	}

	return async (domain, request, reply) => {
		const accept = narrowAccept(request.headers.accept);
		const operation = readOperation(request.body, trustedDocuments);
		const context = contextOf(domain, request, reply, accept);
		const result = await run(operation, context);
		const type = answerType(accept);
		if (type === null || Symbol.asyncIterator in result)
			return sendEvents(reply, result);
		const { text, status, headers } = wordAnswer(result, type);
		if (text.length > answerBytes && isQuery(operation)) throw tooLong();
		return reply.code(status).headers(headers).send(text);
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
