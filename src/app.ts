import { randomBytes } from "node:crypto";
import cors from "@fastify/cors";
import fastify, { type FastifyInstance, LogController } from "fastify";
import { createAuthenticate } from "./authentication/authenticate.ts";
import { createLoginCheck } from "./authentication/login-check.ts";
import { createTokenCheck } from "./authentication/token-check.ts";
import type { Config } from "./config.ts";
import { demoSecrets } from "./demo.ts";
import { createCaseParser } from "./domain/case/parse-create-case.ts";
import { createCatalogueSource } from "./domain/catalogue/catalogue-source.ts";
import type { Door } from "./domain/context.ts";
import type { DemoPolicy } from "./domain/session/credentials.ts";
import type { Store } from "./domain/store.ts";
import { renderGraphiqlPage } from "./graphql/graphiql.ts";
import { graphiqlTabs } from "./graphql/graphiql-tabs.ts";
import { graphqlRoutes } from "./graphql/routes.ts";
import { buildSchema } from "./graphql/schema.ts";
import { createContextOf } from "./http/contexts.ts";
import { createLinks } from "./http/links.ts";
import { describeRequest, logRequests } from "./http/log-requests.ts";
import { v4Routes } from "./rest/v4/routes.ts";
import { answerV4Error, sendV4Error } from "./rest/v4/v4-errors.ts";
import { openAttachmentFolder } from "./store/files/attachment-folder.ts";
import { sweepOrphans } from "./store/files/sweep-orphans.ts";
import { openSqliteStore } from "./store/sqlite/open-sqlite-store.ts";

export type AppOptions = {
	readonly config: Config;
	/** Milliseconds since 1970. */
	readonly now?: () => number;
	/** Called once when the database can no longer be trusted; the process should end. */
	readonly onFatal?: (error: unknown) => void;
};

export type App = {
	readonly server: FastifyInstance;
	readonly store: Store;
	/** Stops accepting, finishes what was accepted, and closes everything. */
	readonly close: () => Promise<void>;
};

const sweepInterval = 60 * 60 * 1000;

/** Opens the store and wires both doors to the one domain. Nothing listens yet. */
export async function createApp({
	config,
	now = Date.now,
	onFatal = () => {},
}: AppOptions): Promise<App> {
	const { bodyBytes, introspection, limits } = config;
	const store = await openSqliteStore({
		file: config.databaseFile,
		caseNumberStart: config.caseNumberStart,
		onFatal,
	});
	const files = await openAttachmentFolder(config.attachmentsFolder);
	const server = createServer(config);
	const policy = demoPolicy(config.isProduction);
	const checkLogin = createLoginCheck(store, policy);
	const authenticate = createAuthenticate({
		store,
		catalogueSource: createCatalogueSource(store),
		checkToken: createTokenCheck(store, policy, now),
		checkLogin,
	});
	const links = createLinks(config.publicUrl, config.v4BasePath);
	const shared = { store, files, checkLogin, links, limits, now };
	const contextOf = (door: Door) => createContextOf(door, authenticate, shared);
	const parseCreateCase = createCaseParser(limits);
	const cookie = {
		isSecure: config.isProduction || config.publicUrl.startsWith("https:"),
	};

	if (config.corsOrigins.length > 0)
		await server.register(cors, corsOptions(config));
	await server.register(graphqlRoutes, {
		schema: buildSchema({ parseCreateCase, cookie }),
		contextOf: contextOf("GRAPHQL"),
		introspection,
		graphiql: config.graphiql ? graphiqlOnce(config.isProduction) : null,
		bodyBytes,
	});
	await server.register(v4Routes, {
		prefix: config.v4BasePath,
		contextOf: contextOf("REST"),
		parseCreateCase,
		cookie,
		bodyBytes,
	});

	const sweep = () =>
		sweepOrphans(config.attachmentsFolder, store.cases.hasFile, now).catch(
			(error) => server.log.error({ err: error }, "sweeping files failed"),
		);
	const timer = setInterval(sweep, sweepInterval).unref();
	void sweep();

	return {
		server,
		store,
		async close() {
			clearInterval(timer);
			await drain(server);
			await store.close();
		},
	};
}

/** Stops listening and waits for answers in flight. A kept-alive connection is closed once it is idle, or it would hold the end up. */
async function drain(server: FastifyInstance): Promise<void> {
	const idle = setInterval(() => server.server.closeIdleConnections(), 20);
	try {
		await server.close();
	} finally {
		clearInterval(idle);
	}
}

function createServer(config: Config): FastifyInstance {
	const prefix = randomBytes(4).toString("hex");
	let count = 0;
	const server = fastify({
		logger: {
			level: config.logLevel,
			serializers: { req: describeRequest as never },
		},
		logController: new LogController({ disableRequestLogging: true }),
		genReqId: () => `${prefix}-${++count}`,
		trustProxy: config.trustProxy,
		requestTimeout: 30_000,
		return503OnClosing: false,
		routerOptions: { ignoreTrailingSlash: true },
		frameworkErrors: (error, request, reply) => {
			answerV4Error(error, request, reply as never);
		},
	});
	logRequests(server);
	server.setErrorHandler(answerV4Error);
	server.setNotFoundHandler((request, reply) =>
		sendV4Error(
			reply,
			404,
			"NOT_FOUND",
			`There is nothing at ${request.method} ${request.url.split("?", 1)[0]}.`,
		),
	);
	return server;
}

/** Demo data counts everywhere but in production, where its secrets are refused whoever they belong to. */
function demoPolicy(isProduction: boolean): DemoPolicy {
	const { tokens, passwords } = demoSecrets;
	const secrets = [...Object.values(tokens), ...Object.values(passwords)];
	return {
		acceptsDemo: !isProduction,
		refusedSecrets: new Set(isProduction ? secrets : []),
	};
}

function graphiqlOnce(isProduction: boolean) {
	let page: ReturnType<typeof renderGraphiqlPage> | null = null;
	const demo = {
		touchpoint: "web",
		token: demoSecrets.tokens.web,
		principal: "party1@example.com",
		password: demoSecrets.passwords["party1@example.com"],
	};
	const blank = { touchpoint: "", token: "", principal: "", password: "" };
	return () => {
		page ??= renderGraphiqlPage({
			endpoint: "/graphql",
			title: "casebridge GraphiQL",
			tabs: graphiqlTabs(isProduction ? blank : demo),
		});
		return page;
	};
}

function corsOptions({ corsOrigins }: Config) {
	return {
		origin: [...corsOrigins],
		credentials: true,
		allowedHeaders: [
			"Authorization",
			"Content-Type",
			"Idempotency-Key",
			"Thalamus-Touchpoint",
			"Thalamus-Token",
			"Thalamus-Activity",
			"Thalamus-Tags",
			"Thalamus-Source",
		],
		exposedHeaders: ["Thalamus-Token", "Idempotent-Replayed"],
	};
}
