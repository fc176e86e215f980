import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { describe, test } from "node:test";
import { ClientError, GraphQLClient, gql } from "graphql-request";
import { endpoint, headers } from "../recipes/demo-party.ts";
import { client, listCases } from "../recipes/graphql-request.ts";
import { nameWithVersion } from "../support/name-with-version.ts";
import { proxy } from "../support/proxy.ts";
import { telefonico } from "../support/telefonico.ts";

const createCase = gql`
	mutation CreateCase($input: CreateCaseInput!) {
		createCase(input: $input) {
			case { number }
			replayed
			userErrors { code field }
		}
	}
`;
type Created = {
	createCase: {
		case: { number: number } | null;
		replayed: boolean;
		userErrors: { code: string; field: string[] }[];
	};
};

async function create(input: object = telefonico, by = client) {
	return (await by.request<Created>(createCase, { input })).createCase;
}

describe(nameWithVersion("graphql-request", "graphql-request"), () => {
	for (const [title, fail, replayed] of [
		["whose answer is lost", proxy.loseNextAnswer, true],
		["that meets 503", proxy.refuseNextRequest, false],
	] as const)
		test(`a create ${title} is sent again, and is one case`, async () => {
			fail();
			const input = { ...telefonico, idempotencyKey: randomUUID() };
			const created = await create(input);
			assert.equal(created.replayed, replayed);
			const again = await create(input);
			assert.deepEqual(again, { ...created, replayed: true });
		});

	test("takes the key as a header of one request", async () => {
		const key = { "Idempotency-Key": randomUUID() };
		const variables = { input: telefonico };
		const [first, again] = [
			await client.request<Created>(createCase, variables, key),
			await client.request<Created>(createCase, variables, key),
		];
		assert.equal(again.createCase.replayed, true);
		assert.deepEqual(again.createCase.case, first.createCase.case);
	});

	test("reads a list by pages", async () => {
		const made = [await create(), await create(), await create()];
		const numbers: number[] = [];
		for await (const { number } of listCases(2)) numbers.push(number);
		const newest = made.map((payload) => payload.case?.number).reverse();
		assert.deepEqual(numbers.slice(0, 3), newest);
		assert.equal(new Set(numbers).size, numbers.length);
	});

	test("throws an error of GraphQL with its code and the answer's status", async () => {
		const nobody = new GraphQLClient(endpoint);
		await assert.rejects(create(telefonico, nobody), (error) => {
			assert.ok(error instanceof ClientError);
			const code = error.response.errors?.[0]?.extensions.code;
			assert.equal(code, "UNAUTHENTICATED");
			return true;
		});
	});

	test("signs in, and goes on with the session token alone", async () => {
		const { Authorization: _, ...touchpoint } = headers;
		const anybody = new GraphQLClient(endpoint, { headers: touchpoint });
		const { signIn } = await anybody.request<{ signIn: { token: string } }>(
			gql`
				mutation SignIn($input: SignInInput!) {
					signIn(input: $input) { token userErrors { code } }
				}
			`,
			{ input: { principal: "party1@example.com", password: "demo-party-1" } },
		);
		anybody.setHeader("Thalamus-Token", signIn.token);
		assert.ok((await create(telefonico, anybody)).case);
	});
});
