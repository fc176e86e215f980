import { LRUCache } from "lru-cache";
import type { Catalogue } from "../domain/catalogue/catalogue.ts";
import type { Context } from "../domain/context.ts";
import type { Credentials } from "../domain/sessions/credentials.ts";
import { createSecretDigest } from "./secret-digest.ts";

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

type Remembered = {
	readonly caller: Authentication;
	/** In milliseconds since 1970. */
	readonly until: number;
};

const mostRemembered = 50_000;
/** Milliseconds after which credentials are looked at again, though nothing changed. */
const longestMemory = 60_000;

/**
 * Remembers who credentials turned out to be, so that the same ones again cost one digest and one look-up. What it
 * remembers holds for the catalogue and the version of the credentials that it was found at, and for no other. With a
 * new catalogue it forgets everybody, so that it holds on to one alone.
 */
export function createCallerMemory(now: () => number) {
	const digestOf = createSecretDigest();
	const remembered = new LRUCache<string, Remembered>({ max: mostRemembered });
	let current: Catalogue | null = null;

	return {
		recall(
			{ touchpointCode, token, authorization, cookie }: Credentials,
			catalogue: Catalogue,
			credentialsVersion: number,
		): Authentication | null {
			if (catalogue !== current) remembered.clear();
			current = catalogue;
			const name = digestOf([touchpointCode, token, authorization, cookie]);
			const known = remembered.get(name);
			const holds =
				known?.caller.versions.credentials === credentialsVersion &&
				known.until > now();
			return holds ? known.caller : null;
		},
		/** Until `expiresAt`, in milliseconds since 1970, at the longest. Who was found with another catalogue meanwhile is not kept. */
		remember(
			{ touchpointCode, token, authorization, cookie }: Credentials,
			caller: Authentication,
			expiresAt: number,
		) {
			if (caller.catalogue !== current) return;
			const name = digestOf([touchpointCode, token, authorization, cookie]);
			const until = Math.min(now() + longestMemory, expiresAt);
			remembered.set(name, { caller, until });
		},
	};
}
