import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openSession } from "../rest/v4/callers.ts";
import {
	graphql,
	operator1,
	party1,
	postCase,
	telefonico,
} from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";
import { change, type Headers, type NewCase, newCase } from "./change.ts";

const state = `{
	categoryCode typeCode status resolution caseData
	assignee { ... on Operator { firstname email } ... on OperatorGroup { code name } }
	comment { number description }
	attachment { number fileName contentType size }
}`;

const document = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
	case(id: $id) {
		timeline(first: $first, after: $after, last: $last, before: $before) {
			edges {
				cursor
				node {
					id kind at protocol touchpoint
					actor { kind firstname lastname email }
					before ${state}
					after ${state}
				}
			}
			pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
		}
	}
}`;

/** Every member of a state that an event is not about. */
const nothing = {
	categoryCode: null,
	typeCode: null,
	status: null,
	resolution: null,
	caseData: null,
	assignee: null,
	comment: null,
	attachment: null,
};

let server: TestServer;
let made: NewCase;
before(async () => {
	server = await startServer();
	made = await newCase(server, { caseData: { monto: "1.50" } });
	const { id, commentId, attachmentId } = made;
	const asParty = await openSession(server, "callcenter", {
		party: "party1@example.com",
		operator: "operator1@example.com",
	});
	server.clock.now += 1000;
	await change(server, "updateCaseComment", {
		id,
		commentId,
		description: "second",
	});
	await change(server, "deleteCaseAttachment", { id, attachmentId }, asParty);
	await change(server, "updateCase", {
		id,
		...telefonico,
		caseData: { monto: "2.50" },
	});
	await change(server, "transitionCase", { id, statusName: "Open" }, operator1);
	await change(
		server,
		"assignCase",
		{ id, email: "operator1@example.com" },
		operator1,
	);
});
after(() => server[Symbol.asyncDispose]());

async function timeline(variables: object = {}, headers: Headers = party1) {
	const { body } = await graphql(
		server,
		document,
		{ id: made.id, ...variables },
		headers,
	);
	if (body.errors) return body.errors[0].message;
	return body.data.case.timeline;
}

async function events(headers?: Headers) {
	const { edges } = await timeline({}, headers);
	return edges.map(({ node }: { node: unknown }) => node);
}

describe("Case.timeline", () => {
	test("tells every change, oldest first, with who, when, through what, before and after", async () => {
		const [created, commented, deleted, updated, moved, assigned] =
			await events();
		const party = {
			kind: "PARTY",
			firstname: "Demo",
			lastname: "Party",
			email: "party1@example.com",
		};
		assert.deepEqual(
			{ ...created, id: null },
			{
				id: null,
				kind: "CREATED",
				at: "2026-05-01T12:00:00.000Z",
				protocol: "GRAPHQL",
				touchpoint: "web",
				actor: party,
				before: null,
				after: {
					...nothing,
					...telefonico,
					status: "Created",
					resolution: "Unresolved",
					caseData: { monto: "1.50" },
					assignee: { code: "atencion", name: "Atención al cliente" },
				},
			},
		);
		assert.equal(commented.kind, "COMMENT_UPDATED");
		assert.equal(commented.at, "2026-05-01T12:00:01.000Z");
		assert.equal(commented.before.comment.description, "first");
		assert.deepEqual(commented.after, {
			...nothing,
			comment: {
				number: commented.before.comment.number,
				description: "second",
			},
		});
		assert.equal(deleted.kind, "ATTACHMENT_DELETED");
		assert.equal(deleted.before.attachment.fileName, "a.txt");
		assert.equal(deleted.after, null);
		assert.equal(deleted.touchpoint, "callcenter");
		assert.deepEqual(
			[updated.kind, updated.before, updated.after],
			[
				"UPDATED",
				{ ...nothing, caseData: { monto: "1.50" } },
				{ ...nothing, caseData: { monto: "2.50" } },
			],
		);
		assert.deepEqual(
			[moved.kind, moved.before, moved.after],
			[
				"TRANSITIONED",
				{ ...nothing, status: "Created" },
				{ ...nothing, status: "Open" },
			],
		);
		assert.equal(assigned.kind, "ASSIGNED");
		assert.equal(assigned.before.assignee.code, "atencion");
		assert.equal(assigned.after.assignee.firstname, "Demo");
		const ids = new Set((await events()).map(({ id }: { id: string }) => id));
		assert.equal(ids.size, 6);
	});

	test("D18: shows an operator's name to a party, and their e-mail to operators alone", async () => {
		const asParty = await openSession(server, "callcenter", {
			party: "party1@example.com",
			operator: "operator1@example.com",
		});
		const email = async (headers: Headers) => {
			const [, , deleted, , moved, assigned] = await events(headers);
			assert.equal(deleted.actor.kind, "OPERATOR_AS_PARTY");
			assert.equal(moved.actor.kind, "OPERATOR");
			for (const { actor } of [deleted, moved])
				assert.deepEqual(
					[actor.firstname, actor.lastname],
					["Demo", "Operator"],
				);
			return [
				deleted.actor.email,
				moved.actor.email,
				assigned.after.assignee.email,
			];
		};
		assert.deepEqual(await email(party1), [null, null, null]);
		assert.deepEqual(await email(asParty), [null, null, null]);
		const shown = "operator1@example.com";
		assert.deepEqual(await email(operator1), [shown, shown, shown]);
		const [created] = await events(operator1);
		assert.equal(created.actor.email, "party1@example.com");
	});

	test("pages in both directions", async () => {
		const all = (await timeline()).edges;
		const one = await timeline({ first: 4 });
		assert.deepEqual(one.edges, all.slice(0, 4));
		assert.equal(one.pageInfo.hasNextPage, true);
		const two = await timeline({ first: 4, after: one.pageInfo.endCursor });
		assert.deepEqual(two.edges, all.slice(4));
		assert.equal(two.pageInfo.hasNextPage, false);
		const last = await timeline({ last: 2 });
		assert.deepEqual(last.edges, all.slice(4));
		const before = last.pageInfo.startCursor;
		assert.deepEqual(
			(await timeline({ last: 3, before })).edges,
			all.slice(1, 4),
		);
	});

	test("C25: refuses pages that are too large and cursors of another connection", async () => {
		assert.match(
			await timeline({ first: 101 }),
			/first must be from 1 to 100, not 101/,
		);
		assert.match(
			await timeline({ after: Buffer.from("case:1").toString("base64url") }),
			/is not a cursor of this connection/,
		);
	});

	test("holds what was done by REST, too", async () => {
		const { body } = await postCase(server, telefonico);
		const answer = await graphql(
			server,
			`{ caseByNumber(number: ${body.case.id}) { timeline { edges { node { kind protocol } } } } }`,
		);
		assert.deepEqual(answer.body.data.caseByNumber.timeline.edges, [
			{ node: { kind: "CREATED", protocol: "REST" } },
		]);
	});
});
