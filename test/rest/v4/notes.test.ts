import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	operator1,
	party1,
	party2,
	telefonico,
} from "../../support/requests.ts";
import {
	noon,
	startServer,
	type TestServer,
} from "../../support/test-server.ts";
import { assertGeneralRefusal, assertRefused } from "./assert-refused.ts";
import {
	call,
	createdBy,
	type Headers,
	operator1AsParty1,
	operatorOf,
} from "./call.ts";
import { caseRow, countStored, eventsOfCase, rowsOfCase } from "./stored.ts";

type Errors = Readonly<Record<string, string>>;

const note = (
	server: TestServer,
	method: "POST" | "PUT",
	id: number | string,
	body: unknown,
	headers: Headers = party1,
) => call(server, headers, method, `/cases/${id}/notes`, body);

const contextOf = (firstname: string, lastname: string, email: string) => ({
	links: [{ ref: "profile", href: "http://cases.example/api/v4/me" }],
	activities: [],
	simpleProfile: { firstname, lastname, email },
});
const contextOfParty1 = contextOf("Demo", "Party", "party1@example.com");

describe("POST /api/v4/cases/{id}/notes", () => {
	test("answers 201 with context and comment, byte for byte, and writes comment and event", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, telefonico);
		server.clock.now += 1_000;
		const answer = await note(server, "POST", id, { description: " a\nb " });
		assert.equal(answer.status, 201);
		const comment = { id: 1, caseInstanceId: id, description: " a\nb " };
		assert.equal(
			answer.text,
			JSON.stringify({ context: contextOfParty1, comment }),
		);
		const at = noon + 1_000;
		assert.deepEqual(rowsOfCase(server, "case_comments", id), [
			{
				id: 1,
				party_id: 1,
				case_id: id,
				description: " a\nb ",
				created_at: at,
				updated_at: at,
			},
		]);
		const [, event] = rowsOfCase(server, "case_events", id);
		assert.deepEqual(event, {
			id: 2,
			party_id: 1,
			case_id: id,
			kind: "COMMENT_ADDED",
			at,
			protocol: "REST",
			touchpoint_code: "web",
			actor_kind: "party",
			operator_id: null,
			before: null,
			after: '{"comment":{"id":1,"description":" a\\nb "}}',
		});
		const row = caseRow(server, id);
		assert.deepEqual([row.version, row.updated_at], [2, at]);
		const read = await call(server, party1, "GET", `/cases/${id}/`);
		assert.deepEqual(read.body.comments, [comment]);
	});

	test("keeps the notes of party, operator and operator as party in their order", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, {
			...telefonico,
			comments: [{ description: "first" }],
		});
		const asParty = await operator1AsParty1(server);
		const authors: [Headers, object][] = [
			[party1, contextOfParty1],
			[operator1, contextOf("Demo", "Operator", "operator1@example.com")],
			[asParty, contextOfParty1],
		];
		for (const [index, [headers, context]] of authors.entries()) {
			const body = { description: `note ${index}` };
			const path = `/cases/${id}/notes/`;
			const answer = await call(server, headers, "POST", path, body);
			assert.deepEqual(answer.body.context, context);
			assert.equal(answer.body.comment.id, index + 2);
		}
		assert.deepEqual(
			rowsOfCase(server, "case_events", id).map((row) => [
				row.kind,
				row.actor_kind,
				row.operator_id,
				row.touchpoint_code,
			]),
			[
				["CREATED", "party", null, "web"],
				["COMMENT_ADDED", "party", null, "web"],
				["COMMENT_ADDED", "operator", 1, "callcenter"],
				["COMMENT_ADDED", "operatorAsParty", 1, "callcenter"],
			],
		);
	});

	test("gets every note in, twenty at once", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, telefonico);
		const texts = Array.from({ length: 20 }, (_, index) => `note ${index}`);
		const answers = await Promise.all(
			texts.map((description) => note(server, "POST", id, { description })),
		);
		const shown = answers.map(({ status, body }) => {
			assert.equal(status, 201);
			return [body.comment.id, body.comment.description];
		});
		const stored = rowsOfCase(server, "case_comments", id).map((row) => [
			row.id,
			row.description,
		]);
		assert.deepEqual(
			shown.toSorted((a, b) => a[0] - b[0]),
			stored,
		);
		assert.deepEqual(
			stored.map(([, text]) => text).toSorted(),
			texts.toSorted(),
		);
		assert.equal(caseRow(server, id).version, 21);
		assert.equal(eventsOfCase(server, id).length, 21);
	});
});

describe("PUT /api/v4/cases/{id}/notes", () => {
	test("answers 201 with context and comment, byte for byte, and keeps the old text in the event", async () => {
		await using server = await startServer();
		const { id, comments } = await createdBy(server, party1, {
			...telefonico,
			comments: [{ description: "one" }, { description: "two" }],
		});
		for (const [index, sentId] of [comments[1].id, "2", "002"].entries()) {
			server.clock.now += 1_000;
			const description = `new ${index}`;
			const answer = await note(server, "PUT", id, { id: sentId, description });
			assert.equal(answer.status, 201);
			assert.equal(
				answer.text,
				JSON.stringify({
					context: contextOfParty1,
					comment: { id: 2, caseInstanceId: id, description },
				}),
			);
		}
		assert.deepEqual(
			rowsOfCase(server, "case_comments", id).map((row) => [
				row.description,
				row.created_at,
				row.updated_at,
			]),
			[
				["one", noon, noon],
				["new 2", noon, noon + 3_000],
			],
		);
		const texts = ["two", "new 0", "new 1", "new 2"];
		assert.deepEqual(
			eventsOfCase(server, id).slice(1),
			[0, 1, 2].map((index) => ({
				kind: "COMMENT_UPDATED",
				actor: "party",
				before: { comment: { id: 2, description: texts[index] } },
				after: { comment: { id: 2, description: texts[index + 1] } },
			})),
		);
	});

	test("lets an operator of the case change what the party wrote", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, {
			...telefonico,
			comments: [{ description: "one" }],
		});
		const body = { id: 1, description: "corrected" };
		const answer = await note(server, "PUT", id, body, operator1);
		assert.equal(answer.status, 201);
		const [, event] = rowsOfCase(server, "case_events", id);
		assert.deepEqual([event?.actor_kind, event?.operator_id], ["operator", 1]);
	});
});

describe("a refused v4 note", () => {
	let server: TestServer;
	let own: number;
	let other: number;
	before(async () => {
		server = await startServer();
		const body = { ...telefonico, comments: [{ description: "a" }] };
		own = (await createdBy(server, party1, body)).id;
		other = (await createdBy(server, party1, body)).id;
		await createdBy(server, party2, body);
	});
	after(() => server[Symbol.asyncDispose]());

	const refusals: [
		method: "POST" | "PUT",
		title: string,
		body: unknown,
		errors: Errors,
	][] = [
		["POST", "nothing", {}, { description: "Required" }],
		["POST", "[]", [], { description: "Required" }],
		["POST", "null", { description: null }, { description: "Required" }],
		["POST", "a blank", { description: " \n" }, { description: "Required" }],
		["POST", "a number", { description: 1 }, { description: "InvalidType" }],
		[
			"POST",
			"65,537 characters",
			{ description: "é".repeat(65_537) },
			{ description: "TooLong" },
		],
		[
			"POST",
			"an id and what create takes",
			{ description: "a", id: 1, comments: [] },
			{ id: "UnknownField", comments: "UnknownField" },
		],
		["PUT", "nothing", {}, { comment: "InvalidId", description: "Required" }],
		["PUT", "[]", [], { comment: "InvalidId", description: "Required" }],
		["PUT", "a blank", { id: 1, description: "" }, { description: "Required" }],
		["PUT", "no id", { description: "a" }, { comment: "InvalidId" }],
		...[
			2,
			3,
			99,
			0,
			-1,
			1.5,
			null,
			true,
			[],
			[1],
			{},
			"",
			"x",
			" 1",
			"1.0",
			"+1",
			"1".repeat(16),
		].map(
			(id): [method: "PUT", title: string, body: unknown, errors: Errors] => [
				"PUT",
				`id ${JSON.stringify(id)}, which is no comment of this case`,
				{ id, description: "b" },
				{ comment: "InvalidId" },
			],
		),
		[
			"PUT",
			"a key that is unknown",
			{ id: 1, description: "b", caseInstanceId: 1 },
			{ caseInstanceId: "UnknownField" },
		],
	];
	for (const [method, title, body, errors] of refusals)
		test(`is told of ${title} by ${method}, and writes nothing`, async () => {
			const before = countStored(server);
			assertRefused(await note(server, method, own, body), 400, errors);
			assert.deepEqual(countStored(server), before);
			for (const row of rowsOfCase(server, "case_comments", own))
				assert.equal(row.description, "a");
		});

	test("does not tell a case of somebody else from none, whatever the body", async () => {
		const tecnica = await operatorOf(server, "tecnica@example.com", [
			"tecnica",
		]);
		const before = countStored(server);
		for (const method of ["POST", "PUT"] as const)
			for (const body of [{ id: 1, description: "b" }, { description: "" }, []])
				for (const [headers, id] of [
					[party2, own],
					[tecnica, own],
					[party1, 999_999],
					[party1, "x"],
				] as const)
					assertRefused(await note(server, method, id, body, headers), 400, {
						case: "invalidId",
					});
		assert.deepEqual(countStored(server), before);
		assert.equal(caseRow(server, own).version, 1);
		assert.equal(caseRow(server, other).version, 1);
	});

	test("without a login keeps the general form", async () => {
		const { authorization: _, ...nobody } = party1;
		for (const method of ["POST", "PUT"] as const)
			assertGeneralRefusal(
				await note(server, method, own, { id: 1, description: "b" }, nobody),
				401,
				"UNAUTHORIZED",
			);
	});
});
