import { randomBytes } from "node:crypto";
import fastify, { type FastifyInstance, LogController } from "fastify";
import type { Config } from "./config.ts";
import { boundConnections } from "./http/connections.ts";
import { allowOrigin } from "./http/cors-options.ts";
import { endUnreadRequests } from "./http/end-unread-requests.ts";
import { expectContinue } from "./http/expect-continue.ts";
import { HttpError } from "./http/http-error.ts";
import { describeRequest, logRequests } from "./http/log-requests.ts";
import { overhead } from "./http/multipart-file.ts";
import { pathOf } from "./http/path-of.ts";
import { refuseStrangeTargets } from "./http/refuse-strange-targets.ts";
import { createLogDestination } from "./log-destination.ts";
import { answerClientError } from "./rest/v4/answer-client-error.ts";
import { answerV4Error, sendV4Error } from "./rest/v4/v4-errors.ts";

/* Milliseconds. A body of JSON has a limit of its own, http/json-body.ts; a file may take as long as it comes. */
const headersTimeout = 10_000;
const checkingInterval = 2_000;
const longestSilence = 30_000;
const longestRequest = 60 * 60_000;

/** Bytes of all headers of a request together. */
const maxHeaderSize = 16 * 1024;
const maxRequestsPerSocket = 10_000;

/** The HTTP server that both doors are mounted on; a path of neither answers in the form of v4. */
export function createServer(config: Config): FastifyInstance {
	const prefix = randomBytes(4).toString("hex");
	let count = 0;
	const server = fastify({
		logger: {
			level: config.logLevel,
			serializers: { req: describeRequest as never },
			stream: createLogDestination(process.stdout),
		},
		logController: new LogController({ disableRequestLogging: true }),
		// In base 36: V8 keeps the decimal text of a number until a full garbage collection.
		genReqId: () => `${prefix}-${(++count).toString(36)}`,
		trustProxy: config.trustProxy,
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
		clientErrorHandler: answerClientError,
		// An id of any length reaches its route, whose answer to it is the contract's.
		routerOptions: { ignoreTrailingSlash: true, maxParamLength: 16_384 },
		// Fastify's own words quote the whole address, and with it a token in the query.
		frameworkErrors: (_error, request, reply) => {
			const unreadable = new HttpError(
				"badRequest",
				"The address of the request cannot be read.",
			);
			allowOrigin(request, reply as never, config.corsOrigins);
			answerV4Error(unreadable, request, reply as never);
		},
	});
	server.decorateRequest("domain", null);
	boundConnections(server, config.maxConnections);
	endUnreadRequests(server);
	expectContinue(
		server,
		Math.max(config.bodyBytes.known, config.limits.attachmentBytes + overhead),
	);
	refuseStrangeTargets(server);
	server.addHook("onRequest", (_request, reply, done) => {
		// An answer is what its content type says, also to a browser that is led to it.
		reply.header("x-content-type-options", "nosniff");
		done();
	});
	logRequests(server);
	server.setErrorHandler(answerV4Error);
	server.setNotFoundHandler((request, reply) =>
		sendV4Error(
			reply,
			404,
			"NOT_FOUND",
			`There is nothing at ${request.method} ${pathOf(request.url)}.`,
		),
	);
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
