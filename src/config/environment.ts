import { z } from "zod";
import { defaultLimits } from "../domain/input/limits.ts";
import { languages } from "../domain/language.ts";
import { attachmentSettings } from "./attachment-settings.ts";
import {
	filePath,
	integer,
	isCookieName,
	isHttpUrl,
	isOrigin,
	isProxyList,
	toggle,
} from "./config-values.ts";

const origin = z
	.string()
	.refine(
		isOrigin,
		'must be origins such as "https://shop.example", separated by commas',
	);

/** The variables of the environment, what each may be, and what it is when it is not set. */
export const environment = z.object({
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
	DEFAULT_LANGUAGE: z
		.enum(languages, {
			error: `must be ${languages.map((language) => `"${language}"`).join(" or ")}`,
		})
		.default("en"),
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
