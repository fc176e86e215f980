import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createAuthenticate } from "../../src/authentication/authenticate.ts";
import type { CheckedToken } from "../../src/authentication/token-check.ts";
import type {
	Catalogue,
	Touchpoint,
} from "../../src/domain/catalogue/catalogue.ts";

const touchpoint = {
	code: "web",
	isActive: true,
	allowsParties: true,
} as unknown as Touchpoint;

const sent = {
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
			if (token !== "right" || state.isRevoked) return null;
			return { touchpointCode: "web", ...checked } as CheckedToken;
		},
		checkLogin: async () => null,
		now: () => state.now,
	});
	const outcomeOf = async (credentials: Partial<typeof sent> = {}) =>
		(await authenticate({ ...sent, ...credentials })).credentials;
	return { state, outcomeOf };
}

describe("authentication", () => {
	test("looks the same credentials up once", async () => {
		const { state, outcomeOf } = open();
		for (let i = 0; i < 3; i++) assert.equal(await outcomeOf(), "accepted");
		assert.equal(state.lookUps, 1);
	});

	test("tells credentials apart by each of their parts", async () => {
		const { outcomeOf } = open();
		assert.equal(await outcomeOf(), "accepted");
		assert.equal(await outcomeOf({ token: "wrong" }), "wrong");
		assert.equal(await outcomeOf({ touchpointCode: "other" }), "wrong");
		const authorization = "Basic YTpi" as never;
		assert.equal(await outcomeOf({ authorization }), "wrong");
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
