import { resolve } from "node:path";
import { defaultLimits } from "../domain/input/limits.ts";
import type {
	ProxyHeader,
	TrustedProxies,
} from "../http/callers/create-client-address.ts";
import {
	type SessionCookieOptions,
	sessionCookieName,
} from "../http/callers/session-cookie.ts";
import {
	attachmentContradictions,
	attachmentLocation,
} from "./attachment-settings.ts";
import type { Config } from "./config.ts";
import { filePath, quoteSetting } from "./config-values.ts";
import { environment } from "./environment.ts";

/** All mistakes of the environment, each on a line of its own. */
export class ConfigError extends Error {
	override readonly name = "ConfigError";
}

const noGraphiql =
	'  GRAPHIQL="on" cannot stand beside TRUSTED_DOCUMENTS: GraphiQL sends documents of its own.';

const noProxy =
	"  TRUST_PROXY_HEADER needs TRUST_PROXY, which says whose header it is.";

/** Reads the configuration from the environment; the only place that does. An empty variable counts as not set. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
	const set = Object.entries(env).filter(([, value]) => value !== "");
	const result = environment.safeParse(Object.fromEntries(set));
	const isContradictory =
		Boolean(env.TRUSTED_DOCUMENTS) && env.GRAPHIQL === "on";
	const hasNoProxy =
		Boolean(env.TRUST_PROXY_HEADER) && (env.TRUST_PROXY || "false") === "false";
	const misplaced = attachmentContradictions(env);
	if (
		!result.success ||
		isContradictory ||
		hasNoProxy ||
		misplaced.length > 0
	) {
		const issues = result.error?.issues ?? [];
		const lines = issues.map(({ path, message }) => {
			const name = String(path[0]);
			return `  ${name}=${quoteSetting(env[name])} ${message}.`;
		});
		if (isContradictory) lines.push(noGraphiql);
		if (hasNoProxy) lines.push(noProxy);
		lines.push(...misplaced.map((line) => `  ${line}`));
		throw new ConfigError(
			`The configuration is wrong:\n${[...new Set(lines)].join("\n")}`,
		);
	}
	const read = result.data;
	const isProduction = read.NODE_ENV === "production";
	const databaseFile = filePath(read.DATABASE_URL) ?? "";
	const { origin, pathname } = new URL(
		read.PUBLIC_URL ?? `http://localhost:${read.PORT}`,
	);
	const publicPath = pathname.replace(/\/+$/, "");
	const sessionCookie = {
		name:
			read.SESSION_COOKIE ?? sessionCookieName(publicPath + read.V4_BASE_PATH),
		path: publicPath || "/",
		isSecure: isProduction || origin.startsWith("https:"),
	};
	requireUsableName(sessionCookie);
	return {
		isProduction,
		port: read.PORT,
		host: read.HOST,
		database: { kind: "sqlite", file: databaseFile },
		attachments: attachmentLocation(read, databaseFile),
		attachmentScanner: read.ATTACHMENT_SCANNER?.trim().split(/\s+/) ?? null,
		publicUrl: origin + publicPath,
		v4BasePath: read.V4_BASE_PATH,
		trustedProxies: trustedProxies(read.TRUST_PROXY, read.TRUST_PROXY_HEADER),
		sessionCookie,
		corsOrigins: read.CORS_ORIGINS,
		defaultLanguage: read.DEFAULT_LANGUAGE,
		caseNumberStart: read.CASE_NUMBER_START,
		idempotencyKeyDays: read.IDEMPOTENCY_KEY_DAYS,
		leastFreeBytes: read.MIN_FREE_DISK_BYTES,
		graphiql: read.GRAPHIQL ?? (!isProduction && !read.TRUSTED_DOCUMENTS),
		introspection: read.INTROSPECTION ?? !isProduction,
		trustedDocumentsFile: read.TRUSTED_DOCUMENTS
			? resolve(read.TRUSTED_DOCUMENTS)
			: null,
		logLevel: read.LOG_LEVEL,
		maxConnections: read.MAX_CONNECTIONS,
		bodyBytes: {
			anonymous: read.MAX_ANONYMOUS_BODY_BYTES,
			known: read.MAX_BODY_BYTES,
		},
		answerBytes: read.MAX_ANSWER_BYTES,
		limits: {
			...defaultLimits,
			textLength: read.MAX_TEXT_LENGTH,
			comments: read.MAX_COMMENTS,
			attachments: read.MAX_ATTACHMENTS,
			inlineAttachmentBytes: read.MAX_INLINE_ATTACHMENT_BYTES,
			attachmentBytes: read.MAX_ATTACHMENT_BYTES,
			uploads: read.MAX_UPLOADS,
		},
		rateLimit:
			(read.RATE_LIMIT ?? isProduction)
				? {
						requests: read.RATE_LIMIT_REQUESTS,
						window: read.RATE_LIMIT_WINDOW,
						failures: read.RATE_LIMIT_FAILURES,
						touchpointFailures: read.RATE_LIMIT_TOUCHPOINT_FAILURES,
						loginAttempts: read.RATE_LIMIT_GUESSES,
					}
				: null,
	};
}

/** Browsers drop a cookie whose name begins with such a promise that its other attributes do not keep. */
function requireUsableName({ name, path, isSecure }: SessionCookieOptions) {
	const [, prefix] = /^__(secure|host|http|host-http)-/i.exec(name) ?? [];
	if (prefix === undefined) return;
	const wantsRoot = /^host/i.test(prefix);
	if (isSecure && (path === "/" || !wantsRoot)) return;
	throw new ConfigError(
		`The configuration is wrong:\n  SESSION_COOKIE=${JSON.stringify(name)} must not begin with "__${prefix}-" unless PUBLIC_URL is HTTPS${wantsRoot ? " and has no path" : ""}: browsers would not keep the cookie.`,
	);
}

/** `true`, `false`, or a list of proxy addresses and subnets. */
function trustedProxies(
	value: string | undefined,
	header: ProxyHeader,
): TrustedProxies | null {
	if (value === undefined || value === "false") return null;
	return { proxies: value === "true" ? true : value, header };
}
