import { createHmac, randomBytes } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { PersonRecord, PersonReference, Store } from "../store.ts";
import type { DemoPolicy, Login } from "./credentials.ts";
import { verifyPassword } from "./password.ts";
import { normalisePrincipal } from "./principal.ts";

type Verified = {
	readonly person: PersonRecord;
	/** The `Versions.credentials` at which this was last known to hold. */
	readonly version: number;
};

const longestMemory = 5 * 60 * 1000;
const mostRemembered = 10_000;

/** Answers whose login this is, or null. */
export type LoginCheck = (
	login: Login,
	version: number,
) => Promise<PersonRecord | null>;

/**
 * Checks principal and password against the slow hash, once: old callers send Basic on every call, so a right
 * answer is remembered for minutes under a digest with a secret of this process. When credentials change, the
 * person is read again and the slow hash is spared while the stored hash is still the one that was verified.
 */
export function createLoginCheck(store: Store, policy: DemoPolicy): LoginCheck {
	const secret = randomBytes(32);
	const verified = new LRUCache<string, Verified>({
		max: mostRemembered,
		ttl: longestMemory,
	});
	const flights = new Map<string, Promise<PersonRecord | null>>();

	async function verify(login: Login): Promise<PersonRecord | null> {
		const principal = normalisePrincipal(login.principal);
		const person = await store.credentials.findPrincipal(principal);
		const isRight = await verifyPassword(
			login.password,
			person?.passwordHash ?? null,
		);
		return isRight && !policy.refusedSecrets.has(login.password)
			? person
			: null;
	}

	async function recall(key: string, version: number) {
		const known = verified.get(key);
		if (!known || known.version === version) return known?.person ?? null;
		const person = await store.credentials.findPerson(
			referenceTo(known.person),
		);
		if (person?.passwordHash !== known.person.passwordHash) return null;
		verified.set(key, { person: person as PersonRecord, version });
		return person;
	}

	return async (login, version) => {
		const key = createHmac("sha256", secret)
			.update(JSON.stringify([login.principal, login.password]))
			.digest("base64");
		const known = await recall(key, version);
		if (known) return allowed(known, policy);
		const flight = flights.get(key) ?? verify(login);
		flights.set(key, flight);
		try {
			const person = await flight;
			if (person) verified.set(key, { person, version });
			return person && allowed(person, policy);
		} finally {
			flights.delete(key);
		}
	};
}

/** A person who may sign in now; null for a disabled one, and for a demo one where demo data does not count. */
export function allowed(
	person: PersonRecord,
	policy: DemoPolicy,
): PersonRecord | null {
	if (person.isDisabled) return null;
	return person.isDemo && !policy.acceptsDemo ? null : person;
}

export function referenceTo(person: PersonRecord): PersonReference {
	return person.kind === "party"
		? { kind: "party", id: person.party.id }
		: { kind: "operator", id: person.operator.id };
}
