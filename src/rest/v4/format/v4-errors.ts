import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { RequestError } from "../../../domain/problems/request-error.ts";
import type { RequestErrorKind } from "../../../domain/problems/request-errors/request-error-reasons.ts";
import type { Sentence } from "../../../domain/sentence.ts";
import {
	HttpError,
	type HttpErrorKind,
} from "../../../http/answers/http-error.ts";
import { challenge } from "../../../http/callers/challenge.ts";
import {
	type JsonFaultCode,
	StrictJsonError,
} from "../../../http/json/strict-json.ts";
import { sayLanguage } from "../../../http/language/say-language.ts";
import { noteError } from "../../../http/log/note-problems.ts";
import { sayHttp } from "../../../http/messages/say-http.ts";
import { sentenceOf } from "../../../http/messages/sentence-of.ts";
import { formatError } from "./format-errors.ts";
import { generalError } from "./general-error.ts";
import type { GeneralCode } from "./messages/v4-messages.ts";

type ErrorFormat = { readonly status: number; readonly message: GeneralCode };

const requestErrors = {
	unauthenticated: { status: 401, message: "UNAUTHORIZED" },
	forbidden: { status: 401, message: "UNAUTHORIZED" },
	conflictingCredentials: { status: 400, message: "ConflictingCredentials" },
	rateLimited: { status: 429, message: "TOO_MANY_REQUESTS" },
	busy: { status: 503, message: "SERVICE_UNAVAILABLE" },
	unavailable: { status: 503, message: "SERVICE_UNAVAILABLE" },
	storageFull: { status: 507, message: "INSUFFICIENT_STORAGE" },
} as const satisfies Record<RequestErrorKind, ErrorFormat>;

const httpErrors = {
	unsupportedMediaType: "UnsupportedMediaType",
	bodyTooLarge: "PAYLOAD_TOO_LARGE",
	notAcceptable: "NOT_ACCEPTABLE",
	methodNotAllowed: "METHOD_NOT_ALLOWED",
	requestTimeout: "REQUEST_TIMEOUT",
	expectationFailed: "EXPECTATION_FAILED",
	notFound: "NOT_FOUND",
	badRequest: "BAD_REQUEST",
} as const satisfies Record<HttpErrorKind, GeneralCode>;

const jsonFaults = {
	INVALID_JSON: "InvalidJson",
	DUPLICATE_KEY: "DuplicateKey",
	UNSAFE_NUMBER: "UnsafeNumber",
	ILL_FORMED_TEXT: "IllFormedText",
	DEPTH_EXCEEDED: "DepthExceeded",
	RESERVED_KEY: "ReservedKey",
	TOO_MANY_VALUES: "TooManyValues",
	TOO_MANY_KEYS: "TooManyKeys",
	KEY_TOO_LONG: "KeyTooLong",
} as const satisfies Record<JsonFaultCode, GeneralCode>;

/** Seconds after which a busy server should be asked again. */
const retryAfter = 1;

/** Answers whatever was thrown by v4 in the format of v4; a fault of ours is answered without its reason. */
export function answerV4Error(
	error: FastifyError | Error,
	request: FastifyRequest,
	reply: FastifyReply,
): FastifyReply {
	noteError(request, error);
	const language = sayLanguage(request, reply);
	if (error instanceof StrictJsonError && error.path.length > 0) {
		const { path, code, sentence } = error;
		return reply
			.code(400)
			.send(formatError(path.join("."), jsonFaults[code], sentence(language)));
	}
	const { status, message, sentence } = describe(error, request.id);
	const description = sentence(language);
	if (status === 503) reply.header("retry-after", String(retryAfter));
	if (status === 500) request.log.error({ err: error }, "request failed");
	return sendV4Error(reply, status, message, description);
}

/** The format of every error that does not concern one member of the body. */
export function sendV4Error(
	reply: FastifyReply,
	status: number,
	message: GeneralCode,
	description: string,
): FastifyReply {
	if (status === 401) challenge(reply);
	const { language } = reply.request;
	return reply
		.code(status)
		.send(generalError({ status, code: message, description, language }));
}

function describe(
	error: FastifyError | Error,
	requestId: string,
): ErrorFormat & { readonly sentence: Sentence } {
	const sentence = sentenceOf(error);
	if (error instanceof RequestError)
		return { ...requestErrors[error.kind], sentence };
	if (error instanceof StrictJsonError)
		return { status: 400, message: jsonFaults[error.code], sentence };
	if (error instanceof HttpError)
		return {
			status: error.status,
			message: httpErrors[error.kind],
			sentence,
		};
	const status = "statusCode" in error ? (error.statusCode ?? 500) : 500;
	if (status >= 400 && status < 500)
		return { status, message: httpErrors.badRequest, sentence };
	return {
		status: 500,
		message: "INTERNAL_SERVER_ERROR",
		sentence: sayHttp("requestFailed", { requestId }),
	};
}
