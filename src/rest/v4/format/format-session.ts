import { type Actor, type Profile, profileOf } from "../../../domain/actor.ts";
import type { Links } from "../../../http/answers/create-links.ts";

/** `context` of an answer. */
export function formatContext(actor: Actor | null, links: Links) {
	return {
		links: actor ? links.signedIn : links.signedOut,
		activities: [],
		simpleProfile: actor && formatProfile(profileOf(actor)),
	};
}

/** `person`, and `simpleProfile` of a context. */
export function formatProfile({ firstname, lastname, email }: Profile) {
	return { firstname, lastname, email };
}
