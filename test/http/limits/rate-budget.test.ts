import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fastify from "fastify";
import { RequestError } from "../../../src/domain/problems/request-error.ts";
import { createRateLimits } from "../../../src/http/limits/create-rate-limits.ts";
import { createRateSlots } from "../../../src/http/limits/create-rate-slots.ts";
import { createRateBudget } from "../../../src/http/limits/rate-budget.ts";

/** Spends what the path says, and answers what is left. */
function serverWith(quota: number) {
	const app = fastify();
	const budget = createRateBudget({
		policy: "test",
		quota,
		window: 60,
		refuse: (wait) => new RequestError("tooManyWrongCredentials", { wait }),
	});
	app.post("/:key/:cost", async (request, reply) => {
		const { key, cost } = request.params as { key: string; cost: string };
		return (await budget.consume(key, Number(cost), reply)).remainingPoints;
	});
	app.setErrorHandler((error, _request, reply) =>
		reply.code(error instanceof RequestError ? 429 : 500).send(),
	);
	return async (key: string, cost: number) => {
		const answer = await app.inject({
			method: "POST",
			url: `/${key}/${cost}`,
		});
		return answer.statusCode === 200 ? Number(answer.body) : answer.statusCode;
	};
}

describe("a budget", () => {
	test("loses what a request costs, each key its own", async () => {
		const consume = serverWith(10);
		assert.equal(await consume("a", 1), 9);
		assert.equal(await consume("a", 8), 1);
		assert.equal(await consume("b", 10), 0);
		assert.equal(await consume("a", 2), 429);
	});

	test("refuses a cost that is more than all of it", async () => {
		assert.equal(await serverWith(10)("a", 11), 429);
	});
});

describe("slots", () => {
	test("are a bounded number, whatever is invented, and say nothing of it", () => {
		const slotOf = createRateSlots(1_000);
		const slots = new Set<string>();
		for (let i = 0; i < 20_000; i++) slots.add(slotOf("address", String(i)));
		assert.equal(slots.size, 1_000);
		for (const slot of slots) assert.match(slot, /^\d{1,3}$/);
	});

	test("are the same for the same parts, others for parts split elsewhere, and others in the next process", () => {
		const slotOf = createRateSlots(65_536);
		assert.equal(slotOf("a", "bc"), slotOf("a", "bc"));
		const other = createRateSlots(65_536);
		const pairs = Array.from({ length: 20 }, (_, i) => [`${i}`, `${i}x`]);
		const same = (one: typeof slotOf, two: typeof slotOf) =>
			pairs.filter(([a = "", b = ""]) => one(a, b) === two(a + b)).length;
		assert.ok(same(slotOf, slotOf) < 3);
		assert.ok(
			pairs.filter((pair) => slotOf(...pair) === other(...pair)).length < 3,
		);
	});
});

test("an operator has one budget, also while acting for a party, and a party another", async () => {
	const limitsOf = createRateLimits({
		requests: 2,
		window: 60,
		failures: 1,
		touchpointFailures: 1,
		loginAttempts: 1,
	});
	const app = fastify();
	const profile = { firstname: null, lastname: null, email: null };
	const party = { id: 1, profile };
	const operator = { id: 1, email: "a@example.com", groups: [] } as never;
	const actors = {
		party: { kind: "party", party },
		operator: { kind: "operator", operator: { id: 1 } as never },
		operatorAsParty: { kind: "operatorAsParty", operator, party },
	} as const;
	app.post("/:kind", async (request, reply) => {
		const { kind } = request.params as { kind: keyof typeof actors };
		await limitsOf(request, reply).consumeQuota("callcenter", actors[kind], 1);
		return "";
	});
	const consume = async (kind: keyof typeof actors) => {
		const answer = await app.inject({ method: "POST", url: `/${kind}` });
		return answer.headers.ratelimit ?? answer.body;
	};
	assert.match(String(await consume("operator")), /;r=1;/);
	assert.match(String(await consume("operatorAsParty")), /;r=0;/);
	assert.match(String(await consume("party")), /;r=1;/);
	assert.match(String(await consume("party")), /;r=0;/);
});
