import { type Actor, type Profile, profileOf } from "../actor.ts";

/** What the answer to a change says about the session: whose it is; null when nobody is signed in. */
export type SessionContext = { readonly profile: Profile | null };

export function sessionContext(actor: Actor | null): SessionContext {
	return { profile: actor && profileOf(actor) };
}
