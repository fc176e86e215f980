import { type Actor, type Profile, profileOf } from "../actor.ts";

/** The person of the session, as the answer to a change says it; null if nobody is signed in. */
export type SessionContext = { readonly profile: Profile | null };

export function sessionContext(actor: Actor | null): SessionContext {
	return { profile: actor && profileOf(actor) };
}
