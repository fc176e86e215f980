import type { Actor } from "../../actor.ts";
import type { CallerOwner } from "../../ports/idempotency-keys.ts";

/** Whose something is that an actor brings: the party's, whoever acts for it, or, without a party, the operator's. */
export function callerOwner(actor: Actor): CallerOwner {
	return {
		partyId: actor.kind === "operator" ? null : actor.party.id,
		operatorId: actor.kind === "party" ? null : actor.operator.id,
	};
}
