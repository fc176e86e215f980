import type { PersonRecord } from "../ports/credential-store.ts";

/** The credentials of a request, as the transport read them. */
export type Credentials = {
	readonly touchpointCode: string | null;
	/** A session token or the touchpoint's own. */
	readonly token: string | null;
	/** The header with HTTP Basic, as it was sent. */
	readonly authorization: string | null;
	/** The session token in the cookie that sign-in set. */
	readonly cookie: string | null;
};

export type Login = { readonly principal: string; readonly password: string };

/** Which secrets of demo data are accepted: in production none is, wherever it comes from. */
export type DemoPolicy = {
	/** Whether people and tokens marked as demo may be used. */
	readonly acceptsDemo: boolean;
	/** Secrets that are never accepted, for any person. */
	readonly refusedSecrets: ReadonlySet<string>;
};

/** Limits how often a caller may try a password for one name. */
export type LoginAttemptLimit = {
	/** Counts an attempt, or throws a RequestError; what it answers takes the count back, for an attempt that was right. */
	readonly start: (principal: string) => Promise<() => Promise<void>>;
};

/** The person of a login at this `Versions.credentials`; null for a wrong login, and for a person who may not sign in. */
export type LoginCheck = (
	login: Login,
	version: number,
	loginAttempts?: LoginAttemptLimit,
) => Promise<PersonRecord | null>;
