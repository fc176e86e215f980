import { dirname } from "node:path";
import cors from "@fastify/cors";
import type { FastifyInstance } from "fastify";
import { createAuthenticate } from "./authentication/authenticate.ts";
import { createLoginCheck } from "./authentication/create-login-check.ts";
import { createTokenCheck } from "./authentication/token-check.ts";
import type { Config } from "./config/config.ts";
import { createCaseFeed } from "./domain/cases/events/case-feed.ts";
import { createKeyExpiry } from "./domain/cases/idempotency/key-expiry.ts";
import { createParsers } from "./domain/cases/parsers.ts";
import { createCatalogueSource } from "./domain/catalogue/catalogue-source.ts";
import type { Store } from "./domain/ports/store.ts";
import { createReadiness } from "./domain/readiness.ts";
import { namesOf } from "./graphql/errors/names-of.ts";
import { createRunOperation } from "./graphql/execution/create-run-operation.ts";
import { graphiqlOnce } from "./graphql/graphiql/graphiql-once.ts";
import { graphqlRoutes } from "./graphql/http/graphql-routes.ts";
import { buildSchema } from "./graphql/schema/build-schema.ts";
import { readTrustedDocuments } from "./graphql/trusted-documents/read-trusted-documents.ts";
import { answerUnder } from "./http/answers/answer-under.ts";
import { corsOptions } from "./http/answers/cors-options.ts";
import { createLinks } from "./http/answers/create-links.ts";
import { answerProblem } from "./http/answers/problem-details.ts";
import { createIdentify } from "./http/callers/create-identify.ts";
import { createIsCrossSite } from "./http/callers/cross-site.ts";
import { createSessionCookie } from "./http/callers/session-cookie.ts";
import { createRateLimits } from "./http/limits/create-rate-limits.ts";
import { logRequests } from "./http/log/log-requests.ts";
import { healthRoutes } from "./http/routes/health-routes.ts";
import { answerV4Error } from "./rest/v4/format/v4-errors.ts";
import { v4Members } from "./rest/v4/format/v4-members.ts";
import { v4Routes } from "./rest/v4/v4-routes.ts";
import { runRegularly } from "./run-regularly.ts";
import { createServer, drain } from "./server.ts";
import { demoLogins, demoPolicy } from "./startup/demo.ts";
import { openAttachments } from "./store/attachments/open-attachments.ts";
import { createScan, scanNothing } from "./store/attachments/scan-content.ts";
import { sweepAttachments } from "./store/attachments/sweep-attachments.ts";
import { freeBytes } from "./store/free-bytes.ts";
import { openStore } from "./store/open-store.ts";

export type AppOptions = {
	readonly config: Config;
	/** Milliseconds since 1970. */
	readonly now?: () => number;
	/** Called once when the database can no longer be trusted; the process should end. */
	readonly onFatal?: (error: unknown) => void;
	/** Called with the text of every statement that the database runs. */
	readonly trace?: (sql: string) => void;
	/** How operations of GraphQL run. */
	readonly createRun?: typeof createRunOperation;
};

export type App = {
	readonly server: FastifyInstance;
	readonly store: Store;
	/** Stops accepting, finishes what was accepted, and closes everything. */
	readonly close: () => Promise<void>;
};

const minute = 60_000;
const hour = 60 * minute;

/** Opens the store and wires both protocols to the one domain. Nothing listens yet. */
export async function createApp({
	config,
	now = Date.now,
	onFatal = () => {},
	trace,
	createRun = createRunOperation,
}: AppOptions): Promise<App> {
	const { bodyBytes, answerBytes, introspection, limits } = config;
	const { attachmentScanner, database } = config;
	const parsers = createParsers(limits);
	const session = {
		sessionCookie: createSessionCookie(config.sessionCookie),
		isCrossSite: createIsCrossSite(config.publicUrl),
	};
	const { sessionCookie } = session;
	const links = createLinks(config.publicUrl, config.v4BasePath);
	const schema = buildSchema({ parsers, session, links });
	const { trustedDocumentsFile } = config;
	const trustedDocuments =
		trustedDocumentsFile === null
			? null
			: readTrustedDocuments(trustedDocumentsFile, schema);
	const server = createServer(
		config,
		answerUnder(config.v4BasePath, answerV4Error, answerProblem),
	);
	const { log } = server;
	const attachments = await openAttachments(config.attachments, {
		scan: attachmentScanner ? createScan(attachmentScanner, log) : scanNothing,
		log,
	});
	await attachments.prepare();
	const store = await openStore({
		database,
		caseNumberStart: config.caseNumberStart,
		onFatal,
		trace,
	});
	const catalogueSource = createCatalogueSource(store);
	logRequests(server, {
		members: namesOf(schema).union(v4Members),
		catalogue: catalogueSource.latest,
	});
	server.addHook("onListen", async () => {
		// Log lines name what is in the catalogue, also before the first caller is known.
		await catalogueSource((await store.versions()).catalogue);
	});
	const policy = demoPolicy(config.isProduction);
	const checkLogin = createLoginCheck(store, policy);
	const authenticate = createAuthenticate({
		store,
		catalogueSource,
		checkToken: createTokenCheck(store, policy, now),
		checkLogin,
		now,
	});
	const feed = createCaseFeed(store.events);
	const { defaultLanguage } = config;
	const app = {
		store,
		files: attachments,
		feed,
		demoPolicy: policy,
		limits,
		defaultLanguage,
		now,
	};
	const limitsOf = config.rateLimit && createRateLimits(config.rateLimit);
	const callers = { authenticate, app, checkLogin, limitsOf, sessionCookie };

	if (config.corsOrigins.length > 0)
		await server.register(cors, corsOptions(config.corsOrigins));
	const readiness = createReadiness({
		store,
		attachments,
		freeBytes: () =>
			freeBytes([
				...(database.kind === "sqlite" ? [dirname(database.file)] : []),
				...attachments.folders,
			]),
		leastFreeBytes: config.leastFreeBytes,
		elapsed: () => performance.now(),
	});
	await server.register(healthRoutes, { readiness });
	await server.register(graphqlRoutes, {
		trustedDocuments,
		identify: createIdentify("GRAPHQL", callers),
		schema,
		run: createRun({ schema, introspection }),
		graphiql: config.graphiql
			? graphiqlOnce(demoLogins(config.isProduction))
			: null,
		bodyBytes,
		answerBytes,
	});
	await server.register(v4Routes, {
		prefix: config.v4BasePath,
		identify: createIdentify("REST", callers),
		parsers,
		session,
		links,
		bodyBytes,
	});

	const expireKeys = createKeyExpiry({
		keys: store.keys,
		days: config.idempotencyKeyDays,
		elapsed: () => performance.now(),
	});
	const stopSweeping = runRegularly({
		what: "sweeping attachments",
		run: (signal) => sweepAttachments({ attachments, store, now, signal }),
		every: hour,
		log,
	});
	const stopExpiring = runRegularly({
		what: "removing old idempotency keys",
		run: expireKeys,
		every: minute,
		log,
	});

	return {
		server,
		store,
		async close() {
			readiness.stop();
			feed.close();
			await drain(server);
			await Promise.all([stopSweeping(), stopExpiring()]);
			await Promise.all([store.close(), attachments.close()]);
		},
	};
}
