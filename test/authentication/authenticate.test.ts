import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createAuthenticate } from "../../src/authentication/authenticate.ts";
import type { CheckedToken } from "../../src/authentication/token-check.ts";
import type { Actor } from "../../src/domain/actor.ts";
import type {
	Catalogue,
	Touchpoint,
} from "../../src/domain/catalogue/catalogue.ts";
import type { Credentials } from "../../src/domain/sessions/credentials.ts";

const touchpoint = { code: "web", isActive: true } as Touchpoint;

const sent: Credentials = {
	touchpointCode: "web",
	token: "right",
	authorization: null,
	cookie: null,
};

/** Authentication at a touchpoint whose token is "right"; counts how often tokens are looked up. */
function open(checked: Partial<CheckedToken> = { kind: "touchpoint" }) {
	const state = {
		now: 1_000,
		lookUps: 0,
		versions: { catalogue: 1, credentials: 1 },
		isRevoked: false,
		wait: Promise.resolve(),
	};
	const catalogues = new Map<number, Catalogue>();
	const authenticate = createAuthenticate({
		store: { versions: async () => state.versions },
		async catalogueSource(version) {
			const touchpoints = new Map([["web", touchpoint]]);
			const catalogue = { version, touchpoints } as unknown as Catalogue;
			const known = catalogues.get(version) ?? catalogue;
			catalogues.set(version, known);
			return known;
		},
		async checkToken(token) {
			state.lookUps++;
			await state.wait;
			if (token.startsWith("session "))
				return {
					kind: "session",
					touchpointCode: "web",
					digest: token,
					actor: { kind: "party" } as Actor,
					expiresAt: 100_000,
				};
			if (token !== "right" || state.isRevoked) return null;
			return { touchpointCode: "web", ...checked } as CheckedToken;
		},
		checkLogin: async () => null,
		now: () => state.now,
	});
	const find = (credentials: Partial<Credentials> = {}) =>
		authenticate({ ...sent, ...credentials });
	const outcomeOf = async (credentials?: Partial<Credentials>) =>
		(await find(credentials)).credentials;
	return { state, find, outcomeOf };
}

describe("authentication", () => {
	test("looks the same credentials up once", async () => {
		const { state, outcomeOf } = open();
		for (let i = 0; i < 3; i++) assert.equal(await outcomeOf(), "accepted");
		assert.equal(state.lookUps, 1);
	});

	test("tells credentials apart by each of their parts", async () => {
		const { find, outcomeOf } = open();
		assert.equal(await outcomeOf(), "accepted");
		for (const cookie of ["session a", "session b", null, "session a"])
			assert.equal((await find({ cookie })).sessionDigest, cookie);
		assert.equal(await outcomeOf({ token: "wrong" }), "wrong");
		assert.equal(await outcomeOf({ touchpointCode: "other" }), "wrong");
		assert.equal(await outcomeOf({ authorization: "Basic YTpi" }), "wrong");
	});

	test("does not remember wrong ones", async () => {
		const { state, outcomeOf } = open();
		for (let i = 0; i < 3; i++)
			assert.equal(await outcomeOf({ token: "wrong" }), "wrong");
		assert.equal(state.lookUps, 3);
	});

	test("looks again when the credentials or the catalogue changed", async () => {
		const { state, outcomeOf } = open();
		await outcomeOf();
		state.versions = { catalogue: 2, credentials: 1 };
		assert.equal(await outcomeOf(), "accepted");
		assert.equal(state.lookUps, 2);
		state.versions = { catalogue: 2, credentials: 2 };
		state.isRevoked = true;
		assert.equal(await outcomeOf(), "wrong");
	});

	test("never answers with a catalogue that was replaced while somebody was looked up", async () => {
		const { state, find } = open();
		let release = () => {};
		state.wait = new Promise((resolve) => {
			release = resolve;
		});
		const early = find();
		await new Promise((resolve) => setImmediate(resolve));
		state.versions = { catalogue: 2, credentials: 1 };
		state.wait = Promise.resolve();
		assert.equal((await find()).catalogue.version, 2);
		release();
		assert.equal((await early).catalogue.version, 1);
		assert.equal((await find()).catalogue.version, 2);
	});

	test("looks again after a minute", async () => {
		const { state, outcomeOf } = open();
		await outcomeOf();
		state.now += 59_999;
		await outcomeOf();
		assert.equal(state.lookUps, 1);
		state.now += 1;
		await outcomeOf();
		assert.equal(state.lookUps, 2);
	});

	test("looks again when the session that was remembered has expired", async () => {
		const session = { kind: "session", digest: "d", actor: null as never };
		const { state, outcomeOf } = open({
			...session,
			expiresAt: 2_000,
		} as never);
		await outcomeOf();
		state.now = 1_999;
		await outcomeOf();
		assert.equal(state.lookUps, 1);
		state.now = 2_000;
		await outcomeOf();
		assert.equal(state.lookUps, 2);
	});
});
