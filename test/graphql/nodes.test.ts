import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { GraphQLInterfaceType } from "graphql";
import { schemaOfDefaults } from "../../src/graphql/schema/print-schema.ts";
import { cortePersistente, operatorOf } from "../rest/v4/call.ts";
import {
	graphql,
	operator1,
	party1,
	party2,
	rows,
} from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";
import {
	change,
	globalId,
	type Headers,
	type NewCase,
	newCase,
} from "./change.ts";

const schema = schemaOfDefaults();

const document = `query ($ids: [ID!]!) {
	nodes(ids: $ids) {
		__typename
		id
		... on Case { number }
		... on CaseComment { description }
		... on CaseAttachment { fileName }
	}
}`;

let server: TestServer;
let made: NewCase;
before(async () => {
	server = await startServer();
	made = await newCase(server);
});
after(() => server[Symbol.asyncDispose]());

async function nodes(ids: unknown, headers: Headers = party1) {
	const { body } = await graphql(server, document, { ids }, headers);
	return (
		body.data?.nodes ??
		`${body.errors[0].extensions.code}: ${body.errors[0].message}`
	);
}

describe("node and nodes", () => {
	test("answer one object to several fields of a document", async () => {
		const { id, commentId, attachmentId } = made;
		for (const one of [id, commentId, attachmentId]) {
			const { body } = await graphql(
				server,
				"query ($id: ID!) { a: nodes(ids: [$id]) { id } b: node(id: $id) { id } c: node(id: $id) { id } }",
				{ id: one },
			);
			const found = { id: one };
			assert.deepEqual(body, { data: { a: [found], b: found, c: found } });
		}
	});

	test("answer cases, comments and attachments in the order of the ids, each as often as it is asked for", async () => {
		const { id, commentId, attachmentId, number } = made;
		const found = {
			[commentId]: {
				__typename: "CaseComment",
				id: commentId,
				description: "first",
			},
			[id]: { __typename: "Case", id, number },
			[attachmentId]: {
				__typename: "CaseAttachment",
				id: attachmentId,
				fileName: "a.txt",
			},
		};
		const ids = [commentId, id, attachmentId, id];
		assert.deepEqual(
			await nodes(ids),
			ids.map((one) => found[one]),
		);
		const { body } = await graphql(
			server,
			`{ node(id: "${commentId}") { id ... on CaseComment { description } } }`,
		);
		assert.deepEqual(body.data.node, { id: commentId, description: "first" });
	});

	test("check the case behind a comment and an attachment again: what is not the caller's is null", async () => {
		const { id, commentId, attachmentId } = made;
		const stranger = await operatorOf(server, "stranger@example.com", [
			"calidad",
		]);
		const ids = [commentId, id, attachmentId];
		for (const headers of [party2, stranger])
			assert.deepEqual(await nodes(ids, headers), [null, null, null]);
		assert.ok((await nodes(ids, operator1)).every((node: unknown) => node));
	});

	test("answer everything that has an id, as it is in its place, to whom it belongs", async () => {
		const { id } = made;
		const event = `__typename id kind at protocol touchpoint
			actor { kind firstname lastname email }
			before { status } after { status categoryCode caseData comment { number } }`;
		await change(
			server,
			"transitionCase",
			{ id, statusName: "Open" },
			operator1,
		);
		const places = `query ($id: ID!) { case(id: $id) {
			__typename id
			comments { __typename id }
			attachments { __typename id }
			timeline { edges { node { ${event} } } }
		} }`;
		const { body } = await graphql(server, places, { id });
		const { comments, attachments, timeline, ...itself } = body.data.case;
		const events = timeline.edges.map(({ node }: { node: object }) => node);
		const found = [itself, ...comments, ...attachments, ...events];
		const Node = schema.getType("Node") as GraphQLInterfaceType;
		const types = new Set(found.map(({ __typename }) => __typename));
		assert.deepEqual(
			[...types].toSorted(),
			schema
				.getPossibleTypes(Node)
				.map(({ name }) => name)
				.toSorted(),
		);
		assert.ok(events.length > 1);
		const again = `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on CaseEvent { ${event} } } }`;
		const ids = found.map((one) => one.id);
		const owner = await graphql(server, again, { ids });
		assert.deepEqual(owner.body, { data: { nodes: found } });
		const staff = await graphql(server, again, { ids }, operator1);
		const moved = staff.body.data.nodes.at(-1);
		assert.equal(moved.actor.email, "operator1@example.com");
		assert.equal(events.at(-1).actor.email, null);
		for (const one of ids) {
			const typename = atob(one).split(":")[0] as string;
			const [hidden, unknown] = await Promise.all([
				graphql(
					server,
					"query ($id: ID!) { node(id: $id) { id } }",
					{ id: one },
					party2,
				),
				graphql(
					server,
					"query ($id: ID!) { node(id: $id) { id } }",
					{ id: globalId(typename, 999_999) },
					party2,
				),
			]);
			assert.deepEqual(hidden.body, { data: { node: null } });
			assert.equal(hidden.text, unknown.text);
			assert.match(await nodes([one], {}), /^UNAUTHENTICATED/);
		}
	});

	test("answer ids of nothing with null, beside those there are", async () => {
		const missing = [
			globalId("Case", 999_999),
			globalId("CaseComment", 999_999),
			globalId("CaseAttachment", 999_999),
			globalId("Case", 0),
			globalId("Case", "9".repeat(30)),
		];
		const found = await nodes([...missing, made.id]);
		assert.deepEqual(
			found.slice(0, -1),
			missing.map(() => null),
		);
		assert.equal(found.at(-1).id, made.id);
	});

	test("hide what hangs on a case of a type that is not visible in the app", async () => {
		const asParty = await operatorOf(
			server,
			"asparty@example.com",
			["tecnica"],
			"party1@example.com",
		);
		await newCase(server, cortePersistente, asParty);
		const comment = rows(server, "case_comments").at(-1);
		const hidden = globalId("CaseComment", comment?.id);
		assert.deepEqual(await nodes([hidden]), [null]);
		assert.equal((await nodes([hidden], operator1))[0].id, hidden);
	});

	const refused: [string, unknown, RegExp][] = [
		["an id that is none", ["x"], /^BAD_USER_INPUT: Invalid global ID/],
		...["x", "1e0", "-1", "01", "1.0", ""].map(
			(id): [string, unknown, RegExp] => [
				`an id with ${JSON.stringify(id)} for a number`,
				[globalId("Case", id)],
				/^BAD_USER_INPUT: Invalid global ID/,
			],
		),
		[
			"an id of a type that is no node",
			[globalId("UserError", 1)],
			/^BAD_USER_INPUT: An id of "UserError" is not a global id/,
		],
		[
			"an id of a type that does not exist",
			[globalId("Nope", 1)],
			/^BAD_USER_INPUT: An id of "Nope" is not a global id/,
		],
		[
			"more than 100 ids",
			Array.from({ length: 101 }, () => globalId("Case", 1)),
			/^BAD_USER_INPUT: ids may hold at most 100 ids, not 101/,
		],
	];
	for (const [what, ids, message] of refused)
		test(`refuse ${what}`, async () => {
			assert.match(await nodes(ids), message);
		});

	test("answer who is not signed in with UNAUTHENTICATED", async () => {
		assert.match(await nodes([made.id], {}), /^UNAUTHENTICATED/);
	});
});
