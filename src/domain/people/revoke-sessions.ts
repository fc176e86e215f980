import type { Store } from "../ports/store.ts";
import { findPerson, type PersonName } from "./find-person.ts";
import { findTouchpoint } from "./find-touchpoint.ts";

/** Whose sessions end. */
export type SessionOwner =
	| PersonName
	| { readonly kind: "touchpoint"; readonly touchpointCode: string }
	| { readonly kind: "all" };

/** Ends sessions at once, in every process; answers how many. */
export async function revokeSessions(
	store: Store,
	owner: SessionOwner,
): Promise<number> {
	switch (owner.kind) {
		case "party":
		case "operator":
			return store.people.revokeSessions(await findPerson(store, owner));
		case "touchpoint":
			await findTouchpoint(store, owner.touchpointCode);
			return store.people.revokeSessions(owner);
		case "all":
			return store.people.revokeSessions(owner);
	}
}
