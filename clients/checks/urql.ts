import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { describe, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { gql } from "@urql/core";
import { uploadFile } from "../recipes/rest-with-fetch.ts";
import { client, createCase, persistedClient } from "../recipes/urql.ts";
import { nameWithVersion } from "../support/name-with-version.ts";
import { proxy } from "../support/proxy.ts";
import { telefonico } from "../support/telefonico.ts";

const cases = gql<CasesData, { first: number; after?: string | null }>`
	query Cases($first: Int!, $after: String) {
		cases(first: $first, after: $after) {
			edges { node { id number } }
			pageInfo { hasNextPage endCursor }
		}
	}
`;
type CasesData = {
	cases: {
		edges: { node: { id: string; number: number } }[];
		pageInfo: { hasNextPage: boolean; endCursor: string | null };
	};
};

async function create(input: object) {
	const { data, error } = await client.mutation(createCase, { input });
	assert.ifError(error);
	assert.ok(data?.createCase);
	return data.createCase;
}

function readPage(after: string | null) {
	return client.query(cases, { first: 1, after });
}

describe(nameWithVersion("urql", "@urql/core"), () => {
	test("creates a case once, however often it is sent", async () => {
		const input = { ...telefonico, idempotencyKey: randomUUID() };
		const first = await create(input);
		const again = await create(input);
		assert.deepEqual([first.replayed, again.replayed], [false, true]);
		assert.equal(first.case?.number, again.case?.number);
		assert.equal(proxy.seen.at(-1)?.method, "POST");
	});

	test("sends a create whose answer is lost again", async () => {
		proxy.loseNextAnswer();
		const input = { ...telefonico, idempotencyKey: randomUUID() };
		assert.equal((await create(input)).replayed, true);
	});

	test("reads user errors as data", async () => {
		const { userErrors } = await create({ ...telefonico, status: "Closed" });
		assert.equal(userErrors[0]?.code, "INITIAL_STATUS_NOT_SELECTED");
		assert.deepEqual(userErrors[0]?.field, ["status"]);
	});

	test("reads a list page by page, by GET", async () => {
		const upload = await uploadFile("log.txt", new Blob(["dead"]));
		const made = [
			await create(telefonico),
			await create({ ...telefonico, attachments: [upload] }),
		];
		const numbers: unknown[] = [];
		let after: string | null = null;
		for (const _ of made) {
			const { data, error } = await readPage(after);
			assert.ifError(error);
			numbers.unshift(data?.cases.edges[0]?.node.number);
			after = data?.cases.pageInfo.endCursor ?? null;
			assert.equal(proxy.seen.at(-1)?.method, "GET");
		}
		assert.deepEqual(
			numbers,
			made.map((payload) => payload.case?.number),
		);
	});

	test("reads an error of GraphQL with its code, by GET too", async () => {
		const { error } = await client.query(cases, { first: 0 });
		assert.equal(error?.graphQLErrors[0]?.extensions.code, "BAD_USER_INPUT");
	});

	test("hears of a create over server-sent events", async () => {
		const heard = Promise.withResolvers<string | undefined>();
		const subscription = client
			.subscription<{ caseChanged: { event: { kind: string } } }>(
				"subscription { caseChanged { event { kind } } }",
				{},
			)
			.subscribe(({ data }) => heard.resolve(data?.caseChanged.event.kind));
		while (!proxy.seen.at(-1)?.body.includes("subscription"))
			await setTimeout(20);
		await create(telefonico);
		assert.equal(await heard.promise, "CREATED");
		subscription.unsubscribe();
	});

	test("its persistedExchange tries the hash, then sends the text", async () => {
		const before = proxy.seen.length;
		const { data, error } = await persistedClient.query<{
			viewer: { email: string };
		}>("query Viewer { viewer { email } }", {});
		assert.ifError(error);
		assert.equal(data?.viewer.email, "party1@example.com");
		const sent = proxy.seen.slice(before);
		assert.equal(sent.length, 2);
		const hashOnly = decodeURIComponent(`${sent[0]?.path}${sent[0]?.body}`);
		assert.match(hashOnly, /sha256Hash/);
		assert.doesNotMatch(hashOnly, /query Viewer/);
	});
});
