import assert from "node:assert/strict";
import { scryptSync } from "node:crypto";
import { describe, test } from "node:test";
import { createLoginCheck } from "../../src/authentication/create-login-check.ts";
import type { PersonRecord } from "../../src/domain/ports/credential-store.ts";
import type { Store } from "../../src/domain/ports/store.ts";
import { RequestError } from "../../src/domain/problems/request-error.ts";

/** A hash that costs next to nothing, so that many logins fit into a test. */
function cheapHash(password: string): string {
	const salt = Buffer.alloc(16);
	const key = scryptSync(password, salt, 32, { N: 2, r: 1, p: 1 });
	return [
		"scrypt",
		2,
		1,
		1,
		salt.toString("base64url"),
		key.toString("base64url"),
	].join("$");
}

function person(password: string): PersonRecord {
	const profile = { firstname: null, lastname: null, email: null };
	return {
		kind: "party",
		party: { id: 1, profile },
		passwordHash: cheapHash(password),
		isDisabled: false,
		isDemo: false,
	};
}

/** A store in which one person signs in; `found` may be changed, and each look-up is counted. */
function storeOf(found: PersonRecord) {
	const state = { found, lookUps: 0, wait: Promise.resolve() };
	const look = async () => {
		state.lookUps++;
		const { found: seen } = state;
		await state.wait;
		return seen;
	};
	const credentials = { findPrincipal: look, findPerson: look };
	return { state, store: { credentials } as unknown as Store };
}

const policy = { acceptsDemo: true, refusedSecrets: new Set<string>() };
const login = { principal: "a", password: "right" };

describe("the check of a login", () => {
	test("remembers a right one and forgets it when the password changed", async () => {
		const { state, store } = storeOf(person("right"));
		const check = createLoginCheck(store, policy);
		assert.ok(await check(login, 1));
		assert.ok(await check(login, 1));
		assert.equal(state.lookUps, 1);
		state.found = person("another");
		assert.equal(await check(login, 2), null);
	});

	test("spares the slow hash when credentials of somebody else changed", async () => {
		const { state, store } = storeOf(person("right"));
		const check = createLoginCheck(store, policy);
		await check(login, 1);
		assert.ok(await check(login, 2));
		assert.equal(state.lookUps, 2);
		state.found = { ...state.found, isDisabled: true };
		assert.equal(await check(login, 3), null);
	});

	test("gives nobody who comes after a change an answer from before it", async () => {
		const { state, store } = storeOf(person("right"));
		const check = createLoginCheck(store, policy);
		let release = () => {};
		state.wait = new Promise((resolve) => {
			release = resolve;
		});
		const early = check(login, 1);
		await new Promise((resolve) => setImmediate(resolve));
		state.found = person("another");
		const late = check(login, 2);
		release();
		assert.ok(await early);
		assert.equal(await late, null);
		assert.equal(await check(login, 2), null);
	});

	test("lets a bounded number wait, and refuses more as busy", async () => {
		const { store } = storeOf(person("right"));
		const check = createLoginCheck(store, policy);
		const answers = await Promise.allSettled(
			Array.from({ length: 150 }, (_, index) =>
				check({ principal: "a", password: `wrong ${index}` }, 1),
			),
		);
		const busy = answers.filter(
			(answer) =>
				answer.status === "rejected" &&
				answer.reason instanceof RequestError &&
				answer.reason.kind === "busy",
		);
		assert.ok(busy.length >= 40 && busy.length < 60, String(busy.length));
		assert.ok(await check(login, 1));
	});

	test("asks before it looks anybody up, and takes back what a right password or a busy server cost", async () => {
		const { state, store } = storeOf(person("right"));
		const check = createLoginCheck(store, policy);
		let counted = 0;
		const loginAttempts = {
			async start() {
				if (counted >= 2)
					throw new RequestError("tooManyWrongCredentials", { wait: 1 });
				counted++;
				return async () => {
					counted--;
				};
			},
		};
		await check(login, 1, loginAttempts);
		assert.equal(counted, 0);
		state.wait = Promise.reject(new RequestError("tooManySignIns", {}));
		await assert.rejects(check({ ...login, password: "0" }, 1, loginAttempts));
		assert.equal(counted, 0);
		state.wait = Promise.resolve();
		for (const password of ["1", "2"])
			assert.equal(await check({ ...login, password }, 1, loginAttempts), null);
		assert.equal(counted, 2);
		const before = state.lookUps;
		await assert.rejects(check({ ...login, password: "3" }, 1, loginAttempts));
		assert.equal(state.lookUps, before);
		assert.ok(await check(login, 1, loginAttempts));
	});

	test("accepts a secret of the demo data nowhere that it is refused", async () => {
		const { store } = storeOf(person("right"));
		const refusing = { ...policy, refusedSecrets: new Set(["right"]) };
		assert.equal(await createLoginCheck(store, refusing)(login, 1), null);
	});
});
