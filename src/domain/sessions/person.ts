import type { Actor } from "../actor.ts";
import type { Touchpoint } from "../catalogue/catalogue.ts";
import type {
	PersonRecord,
	PersonReference,
} from "../ports/credential-store.ts";
import type { DemoPolicy } from "./credentials.ts";

/** A person who may sign in now; null for a disabled one, and for a demo one where demo data does not count. */
export function allowed(
	person: PersonRecord,
	policy: DemoPolicy,
): PersonRecord | null {
	if (person.isDisabled) return null;
	return person.isDemo && !policy.acceptsDemo ? null : person;
}

/** Operators sign in only through call-centre touchpoints. */
export function isAdmitted(actor: Actor, touchpoint: Touchpoint): boolean {
	return actor.kind === "party" || touchpoint.kind === "CALL_CENTER";
}

/** The actor of a person who acts for themselves. */
export function actorFrom(person: PersonRecord): Actor {
	return person.kind === "party"
		? { kind: "party", party: person.party }
		: { kind: "operator", operator: person.operator };
}

export function referenceTo(person: PersonRecord): PersonReference {
	return person.kind === "party"
		? { kind: "party", id: person.party.id }
		: { kind: "operator", id: person.operator.id };
}
