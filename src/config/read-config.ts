import { resolve } from "node:path";
import { z } from "zod";
import { defaultLimits, type Limits } from "../domain/input/limits.ts";
import type {
	ProxyHeader,
	TrustedProxies,
} from "../http/callers/create-client-address.ts";
import {
	type SessionCookieOptions,
	sessionCookieName,
} from "../http/callers/session-cookie.ts";
import type { RateLimitOptions } from "../http/limits/create-rate-limits.ts";
import type { AttachmentLocation } from "../store/attachments/attachment-location.ts";
import {
	attachmentContradictions,
	attachmentLocation,
	attachmentSettings,
} from "./attachment-settings.ts";
import {
	filePath,
	integer,
	isCookieName,
	isHttpUrl,
	isOrigin,
	isProxyList,
	toggle,
} from "./config-values.ts";

export type Config = {
	readonly isProduction: boolean;
	readonly port: number;
	readonly host: string;
	readonly databaseFile: string;
	readonly attachments: AttachmentLocation;
	/** The program, with its arguments, that is asked about every file; null for none. */
	readonly attachmentScanner: readonly string[] | null;
	/** The address callers use, without a slash at its end. */
	readonly publicUrl: string;
	/** The path before the v4 routes, without a slash at its end. */
	readonly v4BasePath: string;
	/** Null where no proxy is believed. */
	readonly trustedProxies: TrustedProxies | null;
	readonly sessionCookie: SessionCookieOptions;
	readonly corsOrigins: readonly string[];
	readonly caseNumberStart: number;
	/** How long an idempotency key is kept, in days. */
	readonly idempotencyKeyDays: number;
	/** Bytes that must be free on the disks for the server to call itself ready. */
	readonly leastFreeBytes: number;
	readonly graphiql: boolean;
	readonly introspection: boolean;
	/** A manifest of the only documents that run; null where any does. */
	readonly trustedDocumentsFile: string | null;
	readonly logLevel: string;
	/** Connections that are open at once. */
	readonly maxConnections: number;
	/** Bytes of a JSON body, before and after credentials were accepted. */
	readonly bodyBytes: { readonly anonymous: number; readonly known: number };
	/** Bytes of the answer to a query of GraphQL. */
	readonly answerBytes: number;
	readonly limits: Limits;
	/** Null where nobody is limited. */
	readonly rateLimit: RateLimitOptions | null;
};

/** What is wrong with the environment, every mistake on a line of its own. */
export class ConfigError extends Error {
	override readonly name = "ConfigError";
}

const origin = z
	.string()
	.refine(
		isOrigin,
		'must be origins such as "https://shop.example", separated by commas',
	);

const environment = z.object({
	NODE_ENV: z
		.enum(["development", "production", "test"], {
			error: 'must be "development", "production" or "test"',
		})
		.default("development"),
	PORT: integer(0, 65_535, 4000),
	HOST: z.string().default("127.0.0.1"),
	DATABASE_URL: z
		.string()
		.startsWith(
			"file:",
			'must be a file address such as "file:data/casebridge.db"',
		)
		.refine(
			(value) => filePath(value) !== null,
			'must name a file of this machine, such as "file:data/casebridge.db"',
		)
		.default("file:data/casebridge.db"),
	...attachmentSettings,
	ATTACHMENT_SCANNER: z.string().regex(/\S/, "must name a program").optional(),
	PUBLIC_URL: z
		.string()
		.refine(
			isHttpUrl,
			'must be an address such as "https://cases.example" or "https://cases.example/support", without a query, a fragment or a login',
		)
		.optional(),
	SESSION_COOKIE: z
		.string()
		.refine(
			isCookieName,
			'must be the name of a cookie, such as "casebridge_acme", of at most 64 characters',
		)
		.optional(),
	V4_BASE_PATH: z
		.string()
		.regex(/^(\/[\w.~-]+)+$/, 'must be a path such as "/shop/api/v4"')
		.default("/api/v4"),
	TRUST_PROXY: z
		.string()
		.refine(
			isProxyList,
			'must be "true", "false", or addresses and subnets such as "10.0.0.0/8", separated by commas',
		)
		.optional(),
	TRUST_PROXY_HEADER: z
		.enum(["x-forwarded-for", "forwarded"], {
			error: 'must be "x-forwarded-for" or "forwarded"',
		})
		.default("x-forwarded-for"),
	CORS_ORIGINS: z
		.string()
		.transform((value) => value.split(",").map((part) => part.trim()))
		.pipe(z.array(origin))
		.default([]),
	CASE_NUMBER_START: integer(1, 2 ** 48, 1),
	IDEMPOTENCY_KEY_DAYS: integer(1, 3_650, 30),
	MIN_FREE_DISK_BYTES: integer(0, 2 ** 49, 100 * 1024 * 1024),
	GRAPHIQL: toggle,
	INTROSPECTION: toggle,
	TRUSTED_DOCUMENTS: z.string().optional(),
	LOG_LEVEL: z
		.enum(["fatal", "error", "warn", "info", "debug", "silent"], {
			error: 'must be "fatal", "error", "warn", "info", "debug" or "silent"',
		})
		.default("info"),
	MAX_CONNECTIONS: integer(16, 1_000_000, 8_192),
	MAX_BODY_BYTES: integer(1_024, 2 ** 30, 8 * 1024 * 1024),
	MAX_ANONYMOUS_BODY_BYTES: integer(1_024, 2 ** 30, 1024 * 1024),
	MAX_ANSWER_BYTES: integer(1_024, 2 ** 30, 8 * 1024 * 1024),
	MAX_TEXT_LENGTH: integer(1, 10_000_000, defaultLimits.textLength),
	MAX_COMMENTS: integer(0, 10_000, defaultLimits.comments),
	MAX_ATTACHMENTS: integer(0, 1_000, defaultLimits.attachments),
	MAX_INLINE_ATTACHMENT_BYTES: integer(
		0,
		2 ** 29,
		defaultLimits.inlineAttachmentBytes,
	),
	MAX_ATTACHMENT_BYTES: integer(0, 2 ** 40, defaultLimits.attachmentBytes),
	MAX_UPLOADS: integer(0, 100_000, defaultLimits.uploads),
	RATE_LIMIT: toggle,
	RATE_LIMIT_REQUESTS: integer(1, 1_000_000, 1_000),
	RATE_LIMIT_WINDOW: integer(1, 3_600, 10),
	RATE_LIMIT_FAILURES: integer(1, 1_000_000, 100),
	RATE_LIMIT_TOUCHPOINT_FAILURES: integer(1, 1_000_000, 500),
	RATE_LIMIT_GUESSES: integer(1, 1_000_000, 10),
});

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
			return `  ${name}=${JSON.stringify(env[name])} ${message}.`;
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
		databaseFile,
		attachments: attachmentLocation(read, databaseFile),
		attachmentScanner: read.ATTACHMENT_SCANNER?.trim().split(/\s+/) ?? null,
		publicUrl: origin + publicPath,
		v4BasePath: read.V4_BASE_PATH,
		trustedProxies: trustedProxies(read.TRUST_PROXY, read.TRUST_PROXY_HEADER),
		sessionCookie,
		corsOrigins: read.CORS_ORIGINS,
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
