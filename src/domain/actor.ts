import type { CallerOwner } from "./ports/idempotency-keys.ts";

/** What may be shown of a person. */
export type Profile = {
	readonly firstname: string | null;
	readonly lastname: string | null;
	readonly email: string | null;
};

/** A person or company that cases belong to. */
export type Party = { readonly id: number; readonly profile: Profile };

/** A member of staff; `groupCodes` decide which case types they handle. */
export type Operator = {
	readonly id: number;
	readonly profile: Profile;
	readonly groupCodes: readonly string[];
};

/** Who is calling, once a login was accepted. */
export type Actor =
	| { readonly kind: "party"; readonly party: Party }
	| { readonly kind: "operator"; readonly operator: Operator }
	| {
			readonly kind: "operatorAsParty";
			readonly operator: Operator;
			readonly party: Party;
	  };

/** The person whose profile the session shows: the party, also when an operator acts for it. */
export function profileOf(actor: Actor): Profile {
	return actor.kind === "operator"
		? actor.operator.profile
		: actor.party.profile;
}

/** Whose something is that an actor brings: the party's, whoever acts for it, or, without a party, the operator's. */
export function callerOwner(actor: Actor): CallerOwner {
	return {
		partyId: actor.kind === "operator" ? null : actor.party.id,
		operatorId: actor.kind === "party" ? null : actor.operator.id,
	};
}
