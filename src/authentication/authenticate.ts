import { hash, randomBytes } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Catalogue } from "../domain/catalogue/catalogue.ts";
import type { CatalogueSource } from "../domain/catalogue/catalogue-source.ts";
import type { Context } from "../domain/context.ts";
import type { Store } from "../domain/ports/store.ts";
import type {
	Credentials,
	LoginAttemptLimit,
} from "../domain/sessions/credentials.ts";
import { type Checks, identifyCaller } from "./identify-caller.ts";

/** The part of a context that says who is calling, and what it was read at. */
export type Authentication = Pick<
	Context,
	| "credentials"
	| "touchpoint"
	| "actor"
	| "sessionDigest"
	| "catalogue"
	| "versions"
>;

export type Authenticate = (
	credentials: Credentials,
	loginAttempts?: LoginAttemptLimit,
) => Promise<Authentication>;

type Parts = Checks & {
	readonly store: Pick<Store, "versions">;
	readonly catalogueSource: CatalogueSource;
	readonly now: () => number;
};

type Remembered = {
	readonly caller: Authentication;
	/** In milliseconds since 1970. */
	readonly until: number;
};

const mostRemembered = 50_000;
/** Milliseconds after which credentials are looked at again, though nothing changed. */
const longestMemory = 60_000;

const nobody = { touchpoint: null, actor: null, sessionDigest: null };

/**
 * Says who is calling. Who accepted credentials turned out to be is remembered, so that the same ones again cost one digest
 * and one look-up. It holds for the catalogue and the version of the credentials that it was found at, and for no other.
 * With a new catalogue everybody is forgotten, so that the memory holds on to one alone.
 */
export function createAuthenticate(parts: Parts): Authenticate {
	const { store, catalogueSource, now } = parts;
	/** Of this process alone, so that a digest tells nothing outside it. */
	const secret = randomBytes(32).toString("base64");
	const remembered = new LRUCache<string, Remembered>({ max: mostRemembered });
	let current: Catalogue | null = null;

	return async (sent, loginAttempts) => {
		const { catalogue: version, credentials } = await store.versions();
		const catalogue = await catalogueSource(version);
		const versions = { catalogue: catalogue.version, credentials };
		if (!sent.touchpointCode || !sent.token)
			return {
				credentials: missingOf(sent),
				...nobody,
				catalogue,
				versions,
			};
		if (catalogue !== current) remembered.clear();
		current = catalogue;
		const { touchpointCode, token, authorization, cookie } = sent;
		const sentAll = [secret, touchpointCode, token, authorization, cookie];
		const name = hash("sha256", JSON.stringify(sentAll), "base64");
		const known = remembered.get(name);
		if (
			known?.caller.versions.credentials === credentials &&
			known.until > now()
		)
			return known.caller;
		const caller = await identifyCaller(
			parts,
			catalogue,
			sent,
			credentials,
			loginAttempts,
		);
		if (!caller)
			return { credentials: "wrong", ...nobody, catalogue, versions };
		const { expiresAt, ...identified } = caller;
		const found = {
			credentials: "accepted",
			...identified,
			catalogue,
			versions,
		} as const;
		// Who was found with another catalogue than that of now is not kept.
		if (catalogue === current) {
			const until = Math.min(now() + longestMemory, expiresAt);
			remembered.set(name, { caller: found, until });
		}
		return found;
	};
}

/** Which of touchpoint and token was not sent, or is empty. */
function missingOf({
	touchpointCode,
	token,
}: Credentials): Authentication["credentials"] {
	if (touchpointCode) return "withoutToken";
	return token ? "withoutTouchpoint" : "absent";
}
