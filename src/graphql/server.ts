import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { getOperationAST, parse } from "graphql";
import { findOperators, findParties } from "../domain/case/find-people.ts";
import type { Context } from "../domain/context.ts";
import { HttpError } from "../http/http-error.ts";
import { answerForm, wordAnswer } from "./answer.ts";
import { batched } from "./batched.ts";
import type { GraphqlContext } from "./builder.ts";
import {
	acceptsEvents,
	createEventSender,
	whenClientLeaves,
} from "./event-stream.ts";
import type { RunOperation } from "./lane.ts";
import { narrowAccept } from "./narrow-accept.ts";
import { type GraphqlRequest, readOperation } from "./read-operation.ts";
import type { TrustedDocuments } from "./trusted-documents.ts";

type ServerOptions = {
	readonly run: RunOperation;
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

/** GraphQL behind Fastify: the body is read and parsed already, the operation runs, and its result is worded as text or as events. */
export function createGraphqlServer(
	app: FastifyInstance,
	{ run, answerBytes, trustedDocuments }: ServerOptions,
): Execute {
	const sendEvents = createEventSender(app);

	return async (domain, request, reply) => {
		const accept = narrowAccept(request.headers.accept);
		const operation = readOperation(request.body, trustedDocuments);
		const context = contextOf(domain, request, reply, accept);
		const result = await run(operation, context);
		const form = answerForm(accept);
		if (form === null || Symbol.asyncIterator in result)
			return sendEvents(reply, result);
		const { text, status, headers } = wordAnswer(result, form);
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
		headers: request.headers,
		setCookie: (value) => reply.header("set-cookie", value),
	};
}
