import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setDisabled } from "../../../src/domain/people/set-disabled.ts";
import { operator1, party1, telefonico } from "../../support/requests.ts";
import {
	noon,
	startServer,
	type TestServer,
} from "../../support/test-server.ts";
import { assertGeneralRefusal, assertRefused } from "./assert-refused.ts";
import {
	call,
	createdBy,
	factura,
	type Headers,
	operator1AsParty1,
	operatorOf,
} from "./call.ts";
import { changeCatalogue, entryOf } from "./change-catalogue.ts";
import { caseRow, eventsOfCase, rowsOfCase } from "./stored.ts";

const assign = (
	server: TestServer,
	id: number | string,
	body: unknown,
	headers: Headers = operator1,
) => call(server, headers, "PUT", `/cases/${id}/assignment`, body);

/** Operator and group that a stored case is assigned to. */
function assigneeOf(server: TestServer, id: number) {
	const row = caseRow(server, id);
	return [row.assignee_operator_id, row.assignee_group_code];
}

describe("PUT /api/v4/cases/{id}/assignment", () => {
	test("gives the case to an operator: 201 with context and case, the row and the event", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, telefonico);
		server.clock.now += 1_000;
		const body = { email: "operator1@example.com" };
		const answer = await assign(server, id, body);
		assert.equal(answer.status, 201);
		assert.deepEqual(Object.keys(answer.body), ["context", "case"]);
		assert.equal(
			answer.body.context.simpleProfile.email,
			"operator1@example.com",
		);
		const read = await call(server, party1, "GET", `/cases/${id}`);
		assert.ok(answer.text.endsWith(`"case":${read.text}}`));
		assert.deepEqual(assigneeOf(server, id), [1, null]);
		const row = caseRow(server, id);
		assert.deepEqual(
			[row.version, row.updated_at, row.status],
			[2, noon + 1_000, "Created"],
		);
		assert.deepEqual(eventsOfCase(server, id)[1], {
			kind: "ASSIGNED",
			actor: "operator",
			before: { assignee: { kind: "group", groupCode: "atencion" } },
			after: { assignee: { kind: "operator", operatorId: 1 } },
		});
		const [, event] = rowsOfCase(server, "case_events", id);
		assert.deepEqual([event?.operator_id, event?.protocol], [1, "REST"]);
	});

	for (const groupName of ["Atención al cliente", "atencion"])
		test(`gives it to the group ${groupName}, which handles the type`, async () => {
			await using server = await startServer();
			const { id } = await createdBy(server, party1, factura);
			assert.deepEqual(assigneeOf(server, id), [null, "facturacion"]);
			const answer = await assign(server, id, { groupName });
			assert.equal(answer.status, 201);
			assert.deepEqual(assigneeOf(server, id), [null, "atencion"]);
			assert.deepEqual(eventsOfCase(server, id)[1]?.after, {
				assignee: { kind: "group", groupCode: "atencion" },
			});
		});

	test("takes null as not given, and an e-mail without regard to case", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, telefonico);
		const email = "Operator1@Example.com";
		const answer = await assign(server, id, { email, groupName: null });
		assert.equal(answer.status, 201);
		const back = await assign(server, id, {
			email: null,
			groupName: "atencion",
		});
		assert.equal(back.status, 201);
		assert.deepEqual(assigneeOf(server, id), [null, "atencion"]);
	});

	test("takes the case from whoever gave it to somebody else", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, factura);
		const giver = await operatorOf(server, "f@example.com", ["facturacion"]);
		const taker = await operatorOf(server, "a@example.com", ["atencion"]);
		assertRefused(
			await assign(server, id, { email: "a@example.com" }, taker),
			400,
			{
				case: "invalidId",
			},
		);
		const answer = await assign(server, id, { email: "a@example.com" }, giver);
		assert.equal(answer.status, 201);
		assert.equal(answer.body.case.id, id);
		for (const [headers, isTheirs] of [
			[giver, false],
			[taker, true],
		] as const) {
			const read = await call(server, headers, "GET", `/cases/${id}`);
			assert.equal(read.status, isTheirs ? 200 : 400);
			const list = await call(server, headers, "GET", "/cases");
			assert.equal(list.body.cases.length, isTheirs ? 1 : 0);
		}
	});

	test("can be done again, and says so in the timeline", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, telefonico);
		const body = { email: "operator1@example.com" };
		for (const _ of [1, 2])
			assert.equal((await assign(server, id, body)).status, 201);
		assert.equal(eventsOfCase(server, id).length, 3);
	});
});

describe("a refused v4 assignment", () => {
	let server: TestServer;
	let id: number;
	before(async () => {
		server = await startServer();
		({ id } = await createdBy(server, party1, telefonico));
		await operatorOf(server, "tecnica@example.com", ["tecnica"]);
		await operatorOf(server, "nogroup@example.com", []);
		await operatorOf(server, "blocked@example.com", ["atencion"]);
		await setDisabled(
			server.app.store,
			{ kind: "operator", email: "blocked@example.com" },
			true,
		);
	});
	after(() => server[Symbol.asyncDispose]());

	const refusals: [
		title: string,
		body: unknown,
		errors: Record<string, string>,
	][] = [
		["neither", {}, { assignment: "missing" }],
		["[] for a body", [], { assignment: "missing" }],
		["null twice", { email: null, groupName: null }, { assignment: "missing" }],
		[
			"both",
			{ email: "operator1@example.com", groupName: "atencion" },
			{ assignment: "invalid" },
		],
		[
			"both, and both unknown",
			{ email: "x", groupName: "y" },
			{ assignment: "invalid" },
		],
		[
			"an unknown e-mail",
			{ email: "x@example.com" },
			{ email: "operatorNotValid" },
		],
		["a blank e-mail", { email: "" }, { email: "operatorNotValid" }],
		[
			"the e-mail of a party",
			{ email: "party1@example.com" },
			{ email: "operatorNotValid" },
		],
		[
			"an operator whose groups do not handle the type",
			{ email: "tecnica@example.com" },
			{ email: "isNotAuthorized" },
		],
		[
			"an operator without groups",
			{ email: "nogroup@example.com" },
			{ email: "isNotAuthorized" },
		],
		[
			"a blocked operator",
			{ email: "blocked@example.com" },
			{ email: "blocked" },
		],
		["an unknown group", { groupName: "Nada" }, { groupName: "invalidName" }],
		["a blank group", { groupName: "" }, { groupName: "invalidName" }],
		[
			"a group that does not handle the type",
			{ groupName: "Soporte técnico" },
			{ groupName: "invalidName" },
		],
		["an e-mail that is no text", { email: 1 }, { email: "InvalidType" }],
		[
			"a group that is no text, beside an e-mail",
			{ email: "x", groupName: [] },
			{ groupName: "InvalidType" },
		],
		[
			"an unknown key",
			{ email: "operator1@example.com", operatorId: 1 },
			{ operatorId: "UnknownField" },
		],
		[
			"an unknown key beside an unknown e-mail",
			{ email: "x", note: "a" },
			{ email: "operatorNotValid", note: "UnknownField" },
		],
	];
	for (const [title, body, errors] of refusals)
		test(`is told of ${title}`, async () => {
			assertRefused(await assign(server, id, body), 400, errors);
			assert.deepEqual(assigneeOf(server, id), [null, "atencion"]);
			assert.equal(caseRow(server, id).version, 1);
			assert.equal(eventsOfCase(server, id).length, 1);
		});

	test("is told of a group out of use", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, factura);
		await changeCatalogue(server, (file) => {
			entryOf(file.types, "Factura").operatorGroup = "atencion";
			file.operatorGroups = file.operatorGroups?.filter(
				({ code }) => code !== "facturacion",
			);
		});
		for (const groupName of ["Facturación", "facturacion"])
			assertRefused(await assign(server, id, { groupName }), 400, {
				groupName: "invalidName",
			});
		const answer = await assign(server, id, { groupName: "atencion" });
		assert.equal(answer.status, 201);
	});

	test("answers 401 to a party and to an operator as one, whether or not there is such a case", async () => {
		for (const headers of [party1, await operator1AsParty1(server)])
			for (const target of [id, 999_999])
				for (const body of [{ email: "operator1@example.com" }, {}])
					assertGeneralRefusal(
						await assign(server, target, body, headers),
						401,
						"UNAUTHORIZED",
					);
		assert.deepEqual(assigneeOf(server, id), [null, "atencion"]);
	});

	test("does not tell an operator's foreign case from none", async () => {
		const facturacion = await operatorOf(server, "f@example.com", [
			"facturacion",
		]);
		for (const body of [{ groupName: "atencion" }, {}])
			for (const [headers, target] of [
				[facturacion, id],
				[operator1, 999_999],
				[operator1, "x"],
			] as const)
				assertRefused(await assign(server, target, body, headers), 400, {
					case: "invalidId",
				});
		assert.equal(caseRow(server, id).version, 1);
	});
});
