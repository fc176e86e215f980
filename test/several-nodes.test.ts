import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { subscribe } from "./graphql/subscribe.ts";
import { startNodes, type TestNode } from "./support/postgres/start-nodes.ts";
import {
	graphql,
	operator1,
	party1,
	postCase,
	send,
	telefonico,
} from "./support/requests.ts";

const keyed = (key: string) => ({ ...party1, "idempotency-key": key });
const create = `mutation ($input: CreateCaseInput!) {
	createCase(input: $input) { case { number } replayed userErrors { code } }
}`;

async function createByRest(node: TestNode, key: string) {
	const { status, text, body, headers } = await postCase(
		node,
		telefonico,
		keyed(key),
	);
	assert.equal(status, 201, text);
	const isReplayed = headers.get("idempotent-replayed") !== null;
	return { number: Number(body.case.id), isReplayed };
}

async function createByGraphql(node: TestNode, key: string) {
	const input = telefonico;
	const { body, text } = await graphql(node, create, { input }, keyed(key));
	assert.equal(body.errors, undefined, text);
	const made = body.data.createCase;
	assert.deepEqual(made.userErrors, []);
	return { number: Number(made.case.number), isReplayed: made.replayed };
}

describe("two nodes on one database of PostgreSQL", () => {
	let running: Awaited<ReturnType<typeof startNodes>>;
	let one: TestNode;
	let other: TestNode;
	before(async () => {
		running = await startNodes(2);
		[one, other] = running.nodes as [TestNode, TestNode];
	});
	after(() => running[Symbol.asyncDispose]());

	const countCases = async () => {
		const [row] = await running.database.query(
			"SELECT count(*)::int AS count FROM cases",
		);
		return row?.count as number;
	};

	test("make one case of a key that is sent to both at once, by either protocol", async () => {
		const before = await countCases();
		for (let round = 0; round < 5; round++) {
			const answers = await Promise.all(
				Array.from({ length: 8 }, (_, index) => {
					const createBy = index % 4 < 2 ? createByRest : createByGraphql;
					return createBy(index % 2 === 0 ? one : other, `key-${round}`);
				}),
			);
			assert.equal(new Set(answers.map(({ number }) => number)).size, 1);
			const fresh = answers.filter(({ isReplayed }) => !isReplayed);
			assert.equal(fresh.length, 1);
		}
		assert.equal(await countCases(), before + 5);
	});

	test("show on one what the other wrote, with comments, lists and timeline", async () => {
		const made = await graphql(one, create, {
			input: { ...telefonico, comments: [{ description: "first" }] },
		});
		const { number } = made.body.data.createCase.case;
		const path = `/api/v4/cases/${number}`;
		const read = await send(other, "GET", path, { headers: party1 });
		assert.equal(read.status, 200, read.text);
		const noted = await send(other, "POST", `${path}/notes`, {
			headers: party1,
			body: { description: "second" },
		});
		assert.ok(noted.status < 300, noted.text);
		const { body } = await graphql(
			one,
			`{ cases(first: 1) { totalCount edges { node { number
				comments { description } timeline(first: 5) { edges { node { id kind protocol } } } } } } }`,
		);
		assert.equal(body.errors, undefined, JSON.stringify(body.errors));
		const [{ node: newest }] = body.data.cases.edges;
		assert.equal(newest.number, number);
		assert.deepEqual(
			newest.comments.map(
				({ description }: { description: string }) => description,
			),
			["first", "second"],
		);
		const events = newest.timeline.edges.map(
			({ node }: { node: { id: string } }) => node,
		);
		assert.deepEqual(
			events.map(({ id: _, ...event }: { id: string }) => event),
			[
				{ kind: "CREATED", protocol: "GRAPHQL" },
				{ kind: "COMMENT_ADDED", protocol: "REST" },
			],
		);
		const found = await graphql(
			other,
			"query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on CaseEvent { kind protocol } } }",
			{ ids: events.map(({ id }: { id: string }) => id) },
		);
		assert.deepEqual(found.body, { data: { nodes: events } });
		assert.equal(body.data.cases.totalCount, await countCases());
	});

	test("tell on one of a change that was made on the other", async () => {
		await using changes = await subscribe(one);
		const made = await postCase(other, telefonico);
		const { data } = await changes.next();
		assert.equal(data.caseChanged.event.kind, "CREATED");
		assert.equal(
			String(data.caseChanged.case.number),
			String(made.body.case.id),
		);
	});

	test("refuse at once on one what was revoked on the other", async () => {
		const { store } = one.app;
		const person = await store.credentials.findPrincipal(
			"operator1@example.com",
		);
		assert.ok(person?.kind === "operator");
		const reference = { kind: "operator", id: person.operator.id } as const;
		const ask = () =>
			send(other, "GET", "/api/v4/cases", { headers: operator1 });
		assert.equal((await ask()).status, 200);
		await store.people.setDisabled(reference, true);
		assert.equal((await ask()).status, 401);
		await store.people.setDisabled(reference, false);
		assert.equal((await ask()).status, 200);
	});

	test("are ready", async () => {
		for (const node of [one, other]) {
			const { status, text } = await send(node, "GET", "/readyz", {});
			assert.equal(status, 200, text);
		}
	});
});
