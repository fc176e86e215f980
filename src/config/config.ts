import type { Limits } from "../domain/input/limits.ts";
import type { Language } from "../domain/language.ts";
import type { TrustedProxies } from "../http/callers/create-client-address.ts";
import type { SessionCookieOptions } from "../http/callers/session-cookie.ts";
import type { BodyBytes } from "../http/json/json-body.ts";
import type { RateLimitOptions } from "../http/limits/create-rate-limits.ts";
import type { AttachmentLocation } from "../store/attachments/attachment-location.ts";

/** Where the database is: a file of SQLite, or the address of a database of PostgreSQL. */
export type DatabaseSetting =
	| { readonly kind: "sqlite"; readonly file: string }
	| { readonly kind: "postgres"; readonly url: string };

/** The configuration, read from the environment and checked. */
export type Config = {
	readonly isProduction: boolean;
	readonly port: number;
	readonly host: string;
	readonly database: DatabaseSetting;
	readonly attachments: AttachmentLocation;
	/** The program, with its arguments, that checks every file; null if files are not scanned. */
	readonly attachmentScanner: readonly string[] | null;
	/** The address callers use, without a slash at its end. */
	readonly publicUrl: string;
	/** The path before the v4 routes, without a slash at its end. */
	readonly v4BasePath: string;
	/** Null where no proxy is believed. */
	readonly trustedProxies: TrustedProxies | null;
	readonly sessionCookie: SessionCookieOptions;
	readonly corsOrigins: readonly string[];
	/** The language for callers who do not ask for one that we have. */
	readonly defaultLanguage: Language;
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
	readonly bodyBytes: BodyBytes;
	/** Bytes of the answer to a query of GraphQL. */
	readonly answerBytes: number;
	readonly limits: Limits;
	/** Null if callers are not limited. */
	readonly rateLimit: RateLimitOptions | null;
};
