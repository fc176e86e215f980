import type { Actor } from "../domain/actor.ts";
import type {
	PersonReference,
	TokenRecord,
} from "../domain/ports/credential-store.ts";
import type { Store } from "../domain/ports/store.ts";
import type { DemoPolicy } from "../domain/sessions/credentials.ts";
import { allowed } from "../domain/sessions/person.ts";
import { tokenDigest } from "../domain/sessions/token.ts";

type SessionRecord = Extract<TokenRecord, { kind: "session" }>;

/** The touchpoint and the person that a token identifies. */
export type CheckedToken =
	| { readonly kind: "touchpoint"; readonly touchpointCode: string }
	| {
			readonly kind: "session";
			readonly touchpointCode: string;
			readonly digest: string;
			readonly actor: Actor;
			readonly expiresAt: number;
	  };

/** Finds the caller of a token; null for an unknown, revoked or expired one. */
export type TokenCheck = (token: string) => Promise<CheckedToken | null>;

/** Looks tokens up by their digest. */
export function createTokenCheck(
	store: Store,
	policy: DemoPolicy,
	now: () => number,
): TokenCheck {
	async function read(digest: string): Promise<CheckedToken | null> {
		const record = await store.credentials.findToken(digest);
		if (!record) return null;
		if (record.kind === "session") return readSession(digest, record);
		const { kind, touchpointCode, isDemo } = record;
		return isDemo && !policy.acceptsDemo ? null : { kind, touchpointCode };
	}

	async function readSession(
		digest: string,
		{ kind, touchpointCode, expiresAt, partyId, operatorId }: SessionRecord,
	): Promise<CheckedToken | null> {
		const party = partyId === null ? null : await find("party", partyId);
		const operator =
			operatorId === null ? null : await find("operator", operatorId);
		const actor = actorOf(party, operator, { partyId, operatorId });
		return actor && { kind, touchpointCode, digest, actor, expiresAt };
	}

	async function find(kind: PersonReference["kind"], id: number) {
		const person = await store.credentials.findPerson({ kind, id });
		return person && allowed(person, policy);
	}

	return async (token) => {
		if (policy.refusedSecrets.has(token)) return null;
		const checked = await read(tokenDigest(token));
		if (checked?.kind === "session" && checked.expiresAt <= now()) return null;
		return checked;
	};
}

type Found = Awaited<ReturnType<Store["credentials"]["findPerson"]>>;

/** Null when one of the people a session names may no longer sign in. */
function actorOf(
	party: Found,
	operator: Found,
	wanted: Pick<SessionRecord, "partyId" | "operatorId">,
): Actor | null {
	const isWhole =
		(party !== null) === (wanted.partyId !== null) &&
		(operator !== null) === (wanted.operatorId !== null);
	if (!isWhole) return null;
	if (operator?.kind === "operator")
		return party?.kind === "party"
			? {
					kind: "operatorAsParty",
					operator: operator.operator,
					party: party.party,
				}
			: { kind: "operator", operator: operator.operator };
	return party?.kind === "party" ? { kind: "party", party: party.party } : null;
}
