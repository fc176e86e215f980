import fastify, { type FastifyInstance, LogController } from "fastify";
import type { Config } from "./config/config.ts";
import type { AnswerError } from "./http/answers/answer-under.ts";
import { createClientErrorHandler } from "./http/answers/create-client-error-handler.ts";
import { createUnreadableAddressHandler } from "./http/answers/create-unreadable-address-handler.ts";
import { HttpError } from "./http/answers/http-error.ts";
import { answerProblem } from "./http/answers/problem-details.ts";
import {
	endUnreadRequests,
	type LatestRequests,
} from "./http/body/end-unread-requests.ts";
import {
	expectContinue,
	refuseExpectation,
} from "./http/body/expect-continue.ts";
import { createClientAddress } from "./http/callers/create-client-address.ts";
import { overhead } from "./http/files/multipart-file.ts";
import { createNegotiateLanguage } from "./http/language/create-negotiate-language.ts";
import { boundConnections } from "./http/limits/bound-connections.ts";
import { createLogDestination } from "./http/log/log-destination.ts";
import { describeRequest } from "./http/log/log-requests.ts";
import { pathOf } from "./http/log/path-of.ts";
import { createRequestIdOf, createRequestIds } from "./http/log/request-id.ts";
import { sayHttp } from "./http/messages/say-http.ts";
import { createSingleSlashes } from "./http/routes/create-single-slashes.ts";
import { refuseStrangeTarget } from "./http/routes/refuse-strange-target.ts";

/* Milliseconds. A body of JSON has a limit of its own, http/json/json-body.ts; a file may take as long as it comes. */
const headersTimeout = 10_000;
const checkingInterval = 2_000;
const longestSilence = 30_000;
const longestRequest = 60 * 60_000;

/** Bytes of all headers of a request together. */
const maxHeaderSize = 16 * 1024;
const maxRequestsPerSocket = 10_000;

/** Bytes of a body that are read on after its answer, at the least. */
const mostDiscarded = 256 * 1024 * 1024;

/** The HTTP server that both protocols are mounted on. `answerError` answers what no route does, such as an unknown path. */
export function createServer(
	config: Config,
	answerError: AnswerError = answerProblem,
): FastifyInstance {
	const newRequestId = createRequestIds();
	const singleSlashes = createSingleSlashes(config.v4BasePath);
	const negotiateLanguage = createNegotiateLanguage(config.defaultLanguage);
	const server: FastifyInstance = fastify({
		logger: {
			level: config.logLevel,
			serializers: { req: describeRequest },
			stream: createLogDestination(process.stdout),
		},
		logController: new LogController({ disableRequestLogging: true }),
		genReqId: createRequestIdOf(newRequestId),
		http: {
			headersTimeout,
			requireHostHeader: false,
			connectionsCheckingInterval: checkingInterval,
			maxHeaderSize,
		},
		requestTimeout: longestRequest,
		connectionTimeout: longestSilence,
		maxRequestsPerSocket,
		return503OnClosing: false,
		clientErrorHandler: createClientErrorHandler(
			newRequestId,
			config.defaultLanguage,
			(line) => server.logUnreadable(line),
		),
		// An id of any length reaches its route, whose answer to it is the contract's.
		routerOptions: { ignoreTrailingSlash: true, maxParamLength: 16_384 },
		rewriteUrl: ({ url = "" }) =>
			url.includes("//") ? singleSlashes(url) : url,
		frameworkErrors: createUnreadableAddressHandler(
			answerError,
			negotiateLanguage,
			config.corsOrigins,
		),
	});
	// A path that is nowhere reads no body; left to itself, Fastify would answer a long one with 413.
	server.removeAllContentTypeParsers();
	server.decorateRequest("domain", null);
	server.decorateRequest("refusedFor", null);
	server.decorateRequest("hasWrongCredentials", false);
	server.decorateRequest("language", {
		getter() {
			const sent = this.headers["accept-language"];
			return sent ? negotiateLanguage(sent) : config.defaultLanguage;
		},
	});
	// Fastify's own reading of proxies keeps the port that gateways write, and takes any text for an address.
	if (config.trustedProxies !== null) {
		const clientAddress = createClientAddress(config.trustedProxies);
		server.decorateRequest("ip", {
			getter() {
				return clientAddress(this.raw);
			},
		});
	}
	const latest: LatestRequests = new WeakMap();
	server.server.on("request", (request) => {
		latest.set(request.socket, request);
	});
	boundConnections(server, latest, config.maxConnections);
	const longestBody = Math.max(
		config.bodyBytes.known,
		config.limits.attachmentBytes + overhead,
	);
	const mostUnread = Math.max(2 * longestBody, mostDiscarded);
	const endUnread = endUnreadRequests(server, latest, mostUnread);
	expectContinue(server, longestBody);
	// One hook for all that every request passes before its route: each hook costs every request.
	server.addHook("onRequest", ({ id, raw }, reply, done) => {
		const { url, headers } = raw;
		// Every answer says under which id its request is logged.
		reply.header("x-request-id", id);
		// An answer is what its content type says, also to a browser that is led to it.
		reply.header("x-content-type-options", "nosniff");
		if (headers.expect !== undefined) refuseExpectation(headers.expect);
		if (headers.host === undefined || !url?.startsWith("/"))
			refuseStrangeTarget(raw);
		done();
	});
	const isDebugging = server.log.level === "debug";
	// One hook for all that follows an answer, for the same reason.
	server.addHook("onResponse", (request, reply, done) => {
		done();
		const { raw, refusedFor, hasWrongCredentials } = request;
		if (!raw.complete) endUnread(raw);
		const isNews =
			reply.statusCode >= 400 || refusedFor !== null || hasWrongCredentials;
		if (isNews || isDebugging) server.logAnswer(request, reply);
	});
	server.setErrorHandler(answerError);
	server.setNotFoundHandler((request, reply) => {
		const { method, url } = request;
		const error = new HttpError(
			"notFound",
			sayHttp("nothingThere", { method, path: pathOf(url) }),
		);
		answerError(error, request, reply);
	});
	return server;
}

/** Stops listening and waits for answers in flight. A kept-alive connection is closed once it is idle, or it would hold the end up. */
export async function drain(server: FastifyInstance): Promise<void> {
	const idle = setInterval(() => server.server.closeIdleConnections(), 20);
	try {
		await server.close();
	} finally {
		clearInterval(idle);
	}
}
