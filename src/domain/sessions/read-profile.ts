import type { Profile } from "../actor.ts";
import { authorize } from "../authorize.ts";
import type { Context } from "../context.ts";

/** The profile of the party that is calling, or that an operator acts for. */
export function readProfile(context: Context): Profile {
	return authorize(context, "readProfile").actor.party.profile;
}
