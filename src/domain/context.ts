import type { Actor } from "./actor.ts";
import type { AppContext } from "./app-context.ts";
import type { Catalogue, Touchpoint } from "./catalogue/catalogue.ts";
import type { Language } from "./language.ts";
import type { Origin, Protocol } from "./origin.ts";
import type { Versions } from "./ports/versions.ts";
import type { LoginCheck } from "./sessions/credentials.ts";

/** Whether touchpoint and token were sent (`absent` is neither), and were right together with the login beside them. */
export type CredentialState =
	| "absent"
	| "withoutTouchpoint"
	| "withoutToken"
	| "wrong"
	| "accepted";

/** What every verb receives: a request, with who is calling, through what and on which catalogue, and the app that answers it. */
export type Context = {
	readonly app: AppContext;
	readonly protocol: Protocol;
	readonly origin: Origin;
	/** The language of the sentences and names in the answer. */
	readonly language: Language;
	/** The `Idempotency-Key` header. */
	readonly idempotencyKeyHeader: string | null;
	readonly credentials: CredentialState;
	readonly touchpoint: Touchpoint | null;
	readonly actor: Actor | null;
	/** SHA-256 of the session token in use, for signing out. */
	readonly sessionDigest: string | null;
	readonly catalogue: Catalogue;
	/** What `catalogue` and `actor` were read at; a write made on older versions is decided again. */
	readonly versions: Versions;
	/** Verifies a login that a body holds, within what this caller may still try. */
	readonly checkLogin: LoginCheck;
	/**
	 * Takes a cost from the caller's budget, or throws a RequestError. A request has paid for one thing before its verb runs; a
	 * verb that creates several pays here for the others before it decides on them.
	 */
	readonly consumeQuota: (cost: number) => Promise<void>;
	/** The same request on the catalogue and credentials of this moment. */
	readonly refresh: () => Promise<Context>;
};
