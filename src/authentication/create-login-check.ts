import { LRUCache } from "lru-cache";
import pLimit from "p-limit";
import type { PersonRecord } from "../domain/ports/credential-store.ts";
import type { Store } from "../domain/ports/store.ts";
import { RequestError } from "../domain/problems/request-error.ts";
import type {
	DemoPolicy,
	Login,
	LoginAttemptLimit,
	LoginCheck,
} from "../domain/sessions/credentials.ts";
import { normalisePrincipal } from "../domain/sessions/normalise-principal.ts";
import { verifyPassword } from "../domain/sessions/password.ts";
import { allowed, referenceTo } from "../domain/sessions/person.ts";
import { createSecretDigest } from "./secret-digest.ts";

type Verified = {
	readonly person: PersonRecord;
	/** The `Versions.credentials` at which this was last known to hold. */
	readonly version: number;
};

const longestMemory = 5 * 60 * 1000;
const mostRemembered = 10_000;
/** Slow hashes that run at once, and how many may wait for them. */
const mostHashes = 2;
const longestQueue = 100;

/**
 * Checks principal and password against the slow hash, once: old callers send Basic on every call, so a right
 * answer is remembered for minutes under a digest with a secret of this process. When credentials change, the
 * person is read again and the slow hash is spared while the stored hash is still the one that was verified.
 */
export function createLoginCheck(store: Store, policy: DemoPolicy): LoginCheck {
	const digestOf = createSecretDigest();
	const verified = new LRUCache<string, Verified>({
		max: mostRemembered,
		ttl: longestMemory,
	});
	const slots = pLimit(mostHashes);
	const flights = new Map<string, Promise<PersonRecord | null>>();

	async function attempt(
		login: Login,
		limit: LoginAttemptLimit | undefined,
	): Promise<PersonRecord | null> {
		const principal = normalisePrincipal(login.principal);
		const takeBack = await limit?.start(principal);
		let isWrong = false;
		try {
			const person = await verify(principal, login.password);
			isWrong = person === null;
			return person;
		} finally {
			if (!isWrong) await takeBack?.();
		}
	}

	async function verify(
		principal: string,
		password: string,
	): Promise<PersonRecord | null> {
		const person = await store.credentials.findPrincipal(principal);
		if (slots.pendingCount >= longestQueue)
			throw new RequestError("tooManySignIns", {});
		const isRight = await slots(
			verifyPassword,
			password,
			person?.passwordHash ?? null,
		);
		return isRight && !policy.refusedSecrets.has(password) ? person : null;
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

	return async (login, version, loginAttempts) => {
		const { principal, password } = login;
		const key = digestOf([principal, password]);
		const known = await recall(key, version);
		if (known) return allowed(known, policy);
		// Only logins of one version share a flight: who arrives after a change must not get an answer from before it.
		const flightKey = `${version} ${key}`;
		const flight = flights.get(flightKey) ?? attempt(login, loginAttempts);
		flights.set(flightKey, flight);
		try {
			const person = await flight;
			if (person) verified.set(key, { person, version });
			return person && allowed(person, policy);
		} finally {
			flights.delete(flightKey);
		}
	};
}
