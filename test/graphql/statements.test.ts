import assert from "node:assert/strict";
import { test } from "node:test";
import { graphql, operator1, party1 } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";
import { change, globalId, type NewCase, newCase } from "./change.ts";

const lists = {
	cases: `query ($first: Int!) {
		cases(first: $first) {
			totalCount
			edges { node {
				number
				category { name } type { name }
				comments { description }
				attachments { fileName url }
				assignee { ... on Operator { firstname } ... on OperatorGroup { name } }
			} }
		}
	}`,
	nodes: `query ($ids: [ID!]!) {
		nodes(ids: $ids) {
			... on Case { comments { description } assignee { ... on Operator { firstname } } }
			... on CaseComment { description }
			... on CaseAttachment { fileName }
		}
	}`,
	timeline: `query ($id: ID!, $first: Int!) {
		case(id: $id) {
			timeline(first: $first) { edges { node {
				actor { firstname }
				before { assignee { ... on Operator { firstname } } }
				after { assignee { ... on Operator { firstname } } }
			} } }
		}
	}`,
};

/** The watermark of the database file reads the end of the chain once a second, whatever is asked meanwhile. */
const isOfMark = (sql: string) =>
	sql.startsWith('select "id" as "id", "hash" as "hash" from "case_events"');

test("lists cost the same statements for 1 and for 50 entries, with everything that hangs on them", async () => {
	const statements: string[] = [];
	await using server = await startServer({}, (sql) => statements.push(sql));
	const made: NewCase[] = [];
	for (let index = 0; index < 50; index++) made.push(await newCase(server));
	const [one] = made;
	for (const { id } of made.slice(25))
		await change(
			server,
			"assignCase",
			{ id, email: "operator1@example.com" },
			operator1,
		);
	for (let index = 0; index < 25; index++)
		for (const target of [
			{ groupName: "atencion" },
			{ email: "operator1@example.com" },
		])
			await change(server, "assignCase", { id: one?.id, ...target }, operator1);

	/** How many statements a query runs, once everything it prepares is prepared. */
	async function count(query: string, variables: object, headers = party1) {
		await graphql(server, query, variables, headers);
		statements.length = 0;
		const { body } = await graphql(server, query, variables, headers);
		assert.equal(body.errors, undefined);
		return statements.filter((sql) => !isOfMark(sql)).length;
	}

	// An operator's cases are their own, and those of their three groups: two statements each, and one that counts.
	for (const [headers, sources] of [
		[party1, 1],
		[operator1, 4],
	] as const) {
		const few = await count(lists.cases, { first: 1 }, headers);
		const many = await count(lists.cases, { first: 50 }, headers);
		assert.equal(many, few);
		assert.ok(few <= 6 + 3 * sources, `${few} statements for a list`);
		const uncounted = lists.cases.replace("totalCount", "");
		assert.equal(await count(uncounted, { first: 1 }, headers), few - sources);

		const ids: string[] = made.flatMap(({ id, commentId, attachmentId }) => [
			id,
			commentId,
			attachmentId,
		]);
		const fewNodes = await count(
			lists.nodes,
			{ ids: ids.slice(0, 3) },
			headers,
		);
		assert.equal(
			await count(lists.nodes, { ids: ids.slice(0, 99) }, headers),
			fewNodes,
		);

		const events = { id: one?.id };
		const short = await count(lists.timeline, { ...events, first: 3 }, headers);
		assert.equal(
			await count(lists.timeline, { ...events, first: 50 }, headers),
			short,
		);
	}
	assert.ok(await hasAll(server, made));
});

async function hasAll(
	server: TestServer,
	made: readonly { id: string; number: number }[],
) {
	const { body } = await graphql(server, lists.cases, { first: 50 });
	const { edges, totalCount } = body.data.cases;
	const isWhole = edges.every(
		({
			node,
		}: {
			node: { comments: object[]; attachments: object[]; assignee: object };
		}) =>
			node.comments.length === 1 &&
			node.attachments.length === 1 &&
			node.assignee,
	);
	const [first] = made;
	return (
		isWhole &&
		totalCount === 50 &&
		first?.id === globalId("Case", first?.number)
	);
}
