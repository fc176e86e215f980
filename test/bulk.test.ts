import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { countStored } from "./rest/v4/stored.ts";
import { type ParityInput, parityInputs } from "./support/parity-inputs.ts";
import { schemaRefuses } from "./support/parity-protocols.ts";
import { keysOf, startParityServer } from "./support/parity-server.ts";
import {
	hasJsonFault,
	type Members,
	type Wire,
	writeJson,
} from "./support/parity-wire.ts";
import { party1, send } from "./support/requests.ts";
import type { TestServer } from "./support/test-server.ts";

const seed = Number(process.env.PARITY_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.BULK_RUNS ?? 2000);
const rowsOfBulk = 40;

const row = `
	case {
		number categoryCode typeCode status resolution caseData
		comments { number description } attachments { number fileName contentType size }
	}
	replayed
	userErrors { code field message }`;
const one = `mutation ($input: CreateCaseInput!) { createCase(input: $input) { ${row} } }`;
const many = `mutation ($input: CreateCasesInput!) { createCases(input: $input) { results { ${row} } } }`;

async function run(server: TestServer, query: string, input: Wire) {
	const body = writeJson({
		members: [
			["query", query],
			["variables", { members: [["input", input]] }],
		],
	});
	const answer = await send(server, "POST", "/graphql", {
		headers: party1,
		body,
	});
	assert.equal(answer.body.errors, undefined, answer.text);
	return answer.body.data;
}

/** A create in GraphQL's words; every third has a key that other rows near it have as well. */
function inputOf(input: ParityInput, index: number): Wire {
	const members: Members = input.body.members.map(([name, value]) => [
		name === "attachements" ? "attachments" : name,
		value,
	]);
	const planned = keysOf(input)();
	const key = index % 3 === 0 ? `near-${Math.floor(index / 12)}` : planned;
	return { members: [...members, ["idempotencyKey", key]] };
}

test("a bulk that rejects failed rows answers and stores what its rows do one by one", async (context) => {
	context.diagnostic(`PARITY_SEED=${seed} BULK_RUNS=${runs}`);
	await using together = await startParityServer();
	await using single = await startParityServer();
	const fit = parityInputs(together.file).filter(
		(input) =>
			input.caller === "party1Web" &&
			!schemaRefuses(input) &&
			!hasJsonFault(input.body),
	);
	const inputs = fc
		.sample(fit, { numRuns: runs, seed })
		.flatMap((input, index) => {
			const sent = inputOf(input, index);
			return index % 10 === 0 ? [sent, sent] : [sent];
		});
	const seen = new Map<string, number>();
	const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);

	for (let from = 0; from < inputs.length; from += rowsOfBulk) {
		const cases = inputs.slice(from, from + rowsOfBulk);
		const bulk = await run(together.server, many, {
			members: [
				["cases", cases],
				["errorPolicy", "REJECT_FAILED_ROWS"],
			],
		});
		for (const [index, sent] of cases.entries()) {
			const { createCase } = await run(single.server, one, sent);
			const { userErrors, ...rest } = createCase;
			const errors = userErrors.map(
				(error: { code: string; field: string[] }) => {
					count(error.code);
					return { ...error, field: ["cases", String(index), ...error.field] };
				},
			);
			assert.deepEqual(
				bulk.createCases.results[index],
				{ ...rest, userErrors: errors },
				writeJson(sent),
			);
			count(rest.replayed ? "replayed" : rest.case ? "created" : "refused");
		}
	}

	const { server } = single;
	assert.deepEqual(countStored(together.server), countStored(server));
	context.diagnostic([...seen].map((entry) => entry.join(" ")).join(", "));
	if (runs < 2000) return;
	for (const kind of ["created", "refused", "replayed"])
		assert.ok((seen.get(kind) ?? 0) > runs / 50, kind);
	assert.ok((seen.get("IDEMPOTENCY_KEY_REUSED") ?? 0) > runs / 50);
});
