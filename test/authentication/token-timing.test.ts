import assert from "node:assert/strict";
import { randomBytes, randomInt } from "node:crypto";
import { after, before, describe, test } from "node:test";
import {
	createTokenCheck,
	type TokenCheck,
} from "../../src/authentication/token-check.ts";
import { tokenDigest } from "../../src/domain/sessions/token.ts";
import { idOf } from "../rest/v4/callers.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

/** Long, so that a comparison that ends at the first difference would take its time. */
const real = randomBytes(3_000).toString("base64url");
/** How much of the real token a wrong one begins with. */
const shares = [0, 0.25, 0.5, 0.75, 0.999];
const samples = 10_000;
const rounds = 5;
/** The usual bound of leakage tests by Welch's t. */
const significant = 4.5;

/** Times the check of wrong tokens, in random order; the largest |t| of any share against no share at all. */
async function largestDifference(check: TokenCheck): Promise<number> {
	const times = shares.map((): number[] => []);
	const bytes = Buffer.from(real);
	for (let i = 0; i < samples; i++) {
		const which = randomInt(shares.length);
		const token = Buffer.from(randomBytes(3_000).toString("base64url"));
		bytes.copy(
			token,
			0,
			0,
			Math.floor(real.length * (shares[which] as number)),
		);
		const text = token.toString("latin1");
		const start = process.hrtime.bigint();
		const found = await check(text);
		times[which]?.push(Number(process.hrtime.bigint() - start));
		assert.equal(found, null);
	}
	const [none = [], ...others] = times.map(withoutOutliers);
	return Math.max(...others.map((some) => Math.abs(welch(none, some))));
}

/** What the scheduler and the garbage collector add is the slowest tenth at the most. */
function withoutOutliers(times: readonly number[]): number[] {
	const sorted = times.toSorted((one, other) => one - other);
	return sorted.slice(0, Math.floor(sorted.length * 0.9));
}

function welch(one: readonly number[], other: readonly number[]): number {
	const [a, b] = [moments(one), moments(other)];
	return (
		(a.mean - b.mean) /
		Math.sqrt(a.variance / one.length + b.variance / other.length)
	);
}

function moments(times: readonly number[]) {
	const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
	const squares = times.reduce((sum, time) => sum + (time - mean) ** 2, 0);
	return { mean, variance: squares / (times.length - 1) };
}

/** The quietest of several rounds: noise of the machine makes a difference look larger, a leak is in every round. */
async function quietest(check: TokenCheck): Promise<number> {
	let least = Number.POSITIVE_INFINITY;
	for (let round = 0; round < rounds && least >= significant; round++)
		least = Math.min(least, await largestDifference(check));
	return least;
}

describe("D9: the time that a wrong token takes", () => {
	let server: TestServer;
	let check: TokenCheck;
	before(async () => {
		server = await startServer();
		const { store } = server.app;
		const now = () => server.clock.now;
		await store.credentials.startSession({
			versions: await store.versions(),
			digest: tokenDigest(real),
			touchpointCode: "web",
			partyId: await idOf(server, "party1@example.com"),
			operatorId: null,
			createdAt: now(),
			expiresAt: now() + 60_000,
			replaces: null,
		});
		const policy = { acceptsDemo: true, refusedSecrets: new Set<string>() };
		check = createTokenCheck(store, policy, now);
		assert.ok(await check(real));
	});
	after(() => server[Symbol.asyncDispose]());

	test("does not tell how much of it is right", async () => {
		const t = await quietest(check);
		assert.ok(t < significant, `|t| was ${t} in the quietest round`);
	});

	test("would tell, to this measurement, where a comparison ends at the first difference", async () => {
		const leaky: TokenCheck = async (token) => {
			const checked = await check(token);
			for (let i = 0; i < real.length; i++)
				if (token.charCodeAt(i) !== real.charCodeAt(i)) return null;
			return checked;
		};
		const t = await quietest(leaky);
		assert.ok(t >= significant, `|t| was ${t} in the quietest round`);
	});
});
