import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Context } from "../../domain/context.ts";
import { HttpError } from "../../http/answers/http-error.ts";
import { contextOf } from "../../http/callers/create-identify.ts";
import { noteProblems } from "../../http/log/note-problems.ts";
import { noteErrors } from "../errors/note-errors.ts";
import type { RunOperation } from "../execution/run.ts";
import { sayGraphql } from "../messages/say-graphql.ts";
import type { GraphqlContext } from "../schema/builder.ts";
import type { TrustedDocuments } from "../trusted-documents/trusted-documents.ts";
import { formatAnswer } from "./answer.ts";
import { createEventSender, whenClientLeaves } from "./event-stream.ts";
import { negotiateMediaType } from "./negotiate-media-type.ts";
import { createOperationKind } from "./operation-kind.ts";
import { plainNumbers } from "./plain-numbers.ts";
import { readOperation, requestMembers } from "./read-operation.ts";
import { readQueryString } from "./read-query-string.ts";
import { refuseUnsafeGet } from "./refuse-unsafe-get.ts";

type ServerOptions = {
	readonly schema: GraphQLSchema;
	readonly run: RunOperation;
	/** Bytes of the answer to a query. */
	readonly answerBytes: number;
	/** Null where any document runs. */
	readonly trustedDocuments: TrustedDocuments | null;
};

type Execute = (
	request: FastifyRequest,
	reply: FastifyReply,
) => Promise<FastifyReply>;

/** GraphQL behind Fastify: the body is read and parsed already, the operation runs, and its result is formatted as text or as events. */
export function createGraphqlServer(
	app: FastifyInstance,
	{ schema, run, answerBytes, trustedDocuments }: ServerOptions,
): Execute {
	const sendEvents = createEventSender(app);
	const members = requestMembers(trustedDocuments);
	const kindOf = createOperationKind();

	return async (request, reply) => {
		const domain = contextOf(request);
		const { format, acceptsEvents } = negotiateMediaType(
			request.headers.accept,
		);
		const isPost = request.method === "POST";
		const body = isPost ? request.body : readQueryString(request, members);
		const operation = plainNumbers(
			schema,
			readOperation(body, trustedDocuments),
		);
		if (!isPost) refuseUnsafeGet(request, domain, kindOf(operation));
		const listens = acceptsEvents && request.method !== "HEAD";
		const context = operationContext(domain, request, reply, listens);
		const result = await run(operation, context);
		if ("errors" in result && result.errors) noteErrors(request, result.errors);
		if (format === null || Symbol.asyncIterator in result)
			return sendEvents(reply, result);
		const { text, status, headers } = formatAnswer(result, format);
		// Only a query can be refused after it ran: a change was made, and its answer must say so.
		if (text.length > answerBytes && kindOf(operation) === "query")
			throw tooLong();
		return reply.code(status).headers(headers).send(text);
	};
}

function tooLong() {
	return new HttpError("badRequest", sayGraphql("answerTooLong", {}));
}

function operationContext(
	domain: Context,
	request: FastifyRequest,
	reply: FastifyReply,
	listens: boolean,
): GraphqlContext {
	return {
		domain,
		operators: null,
		parties: null,
		untilClientLeaves: listens ? () => whenClientLeaves(reply) : null,
		log: request.log,
		requestId: request.id,
		noteProblems: (problems) => noteProblems(request, problems),
		headers: request.headers,
		setCookie: (value) => reply.header("set-cookie", value),
	};
}
