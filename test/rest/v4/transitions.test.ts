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
	cortePersistente,
	createdBy,
	type Headers,
	operator1AsParty1,
	operatorOf,
} from "./call.ts";
import { at } from "./callers.ts";
import { changeCatalogue, entryOf } from "./change-catalogue.ts";
import { caseRow, countStored, eventsOfCase, rowsOfCase } from "./stored.ts";

const move = (
	server: TestServer,
	id: number | string,
	body: unknown,
	headers: Headers = operator1,
) => call(server, headers, "PUT", `/cases/${id}/transitions`, body);

describe("PUT /api/v4/cases/{id}/transitions", () => {
	test("answers 201 with the operator's context and the case, and writes status and event", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, telefonico);
		server.clock.now += 1_000;
		const answer = await move(server, id, { statusName: "In progress" });
		assert.equal(answer.status, 201);
		assert.equal(
			answer.text,
			JSON.stringify({
				context: {
					links: [{ ref: "profile", href: "http://cases.example/api/v4/me" }],
					activities: [],
					simpleProfile: {
						firstname: "Demo",
						lastname: "Operator",
						email: "operator1@example.com",
					},
				},
				case: {
					id,
					categoryCode: "Reclamo",
					categoryName: "Reclamo",
					typeCode: "Telefonico",
					status: "In progress",
					resolution: "Unresolved",
					comments: [],
					caseData: { links: [] },
					attachements: [],
				},
			}),
		);
		const row = caseRow(server, id);
		assert.deepEqual(
			[row.status, row.resolution, row.version, row.updated_at],
			["In progress", "Unresolved", 2, noon + 1_000],
		);
		assert.equal(row.assignee_group_code, "atencion");
		assert.deepEqual(rowsOfCase(server, "case_events", id)[1], {
			id: 2,
			party_id: 1,
			case_id: id,
			kind: "TRANSITIONED",
			at: noon + 1_000,
			protocol: "REST",
			touchpoint_code: "callcenter",
			actor_kind: "operator",
			operator_id: 1,
			before: '{"status":"Created"}',
			after: '{"status":"In progress"}',
		});
	});

	for (const [sent, status] of [
		["In progress", "In progress"],
		["in progress", "In progress"],
		["IN_PROGRESS", "In progress"],
		["In_progress", "In progress"],
		["open", "Open"],
		["CLOSED", "Closed"],
		["Created", "Created"],
	] as const)
		test(`knows ${status} as ${JSON.stringify(sent)}`, async () => {
			await using server = await startServer();
			const { id } = await createdBy(server, party1, telefonico);
			const answer = await move(server, id, { statusName: sent });
			assert.equal(answer.status, 201);
			assert.equal(answer.body.case.status, status);
			assert.equal(caseRow(server, id).status, status);
		});

	test("prefers the name that matches exactly", async () => {
		await using server = await startServer();
		await changeCatalogue(server, ({ statuses }) => {
			statuses.push({ name: "OPEN" }, { name: "in_progress" });
		});
		const { id } = await createdBy(server, party1, telefonico);
		for (const statusName of ["OPEN", "Open", "in_progress", "In progress"]) {
			const { body } = await move(server, id, { statusName });
			assert.equal(body.case.status, statusName);
		}
	});

	test("moves a case of a type that is not visible in the app", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, cortePersistente);
		assert.equal((await move(server, id, { statusName: "Open" })).status, 201);
	});

	test("closes a case for good", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, telefonico);
		assert.equal(
			(await move(server, id, { statusName: "closed" })).status,
			201,
		);
		for (const statusName of ["Open", "Closed", "Nada"])
			assertRefused(await move(server, id, { statusName }), 400, {
				case: "statusIsAlreadyClose",
			});
		assert.equal(caseRow(server, id).version, 2);
	});
});

describe("a refused v4 transition", () => {
	let server: TestServer;
	let id: number;
	before(async () => {
		server = await startServer();
		({ id } = await createdBy(server, party1, telefonico));
	});
	after(() => server[Symbol.asyncDispose]());

	const invalid = { statusName: "invalid" };
	const refusals: [body: unknown, errors: Record<string, string>][] = [
		[{}, invalid],
		[[], invalid],
		[{ statusName: null }, invalid],
		[{ statusName: "" }, invalid],
		[{ statusName: "Nada" }, invalid],
		[{ statusName: " Open" }, invalid],
		[{ statusName: "In-progress" }, invalid],
		[{ statusName: 1 }, { statusName: "InvalidType" }],
		[{ statusName: ["Open"] }, { statusName: "InvalidType" }],
		[{ statusName: "Open", status: "Open" }, { status: "UnknownField" }],
		[
			{ statusName: "Nada", resolution: "Resolved" },
			{ resolution: "UnknownField", statusName: "invalid" },
		],
	];
	for (const [body, errors] of refusals)
		test(`is told what is wrong with ${JSON.stringify(body)}`, async () => {
			assertRefused(await move(server, id, body), 400, errors);
			assert.equal(caseRow(server, id).version, 1);
			assert.equal(eventsOfCase(server, id).length, 1);
		});

	test("does not know a status out of use", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, telefonico);
		await changeCatalogue(server, ({ statuses }) => {
			entryOf(statuses, "Open").active = false;
		});
		for (const statusName of ["Open", "open"])
			assertRefused(await move(server, id, { statusName }), 400, invalid);
	});

	for (const [who, headersOf] of [
		["a party", async () => party1],
		["a party at the call centre", async () => at("callcenter")],
		["another party", async () => party2],
		["an operator as the party", operator1AsParty1],
	] as const)
		test(`answers 401 to ${who}, whether or not there is such a case, and whatever the body`, async () => {
			const headers = await headersOf(server);
			const before = countStored(server);
			for (const target of [id, 999_999, "x"])
				for (const body of [{ statusName: "Open" }, {}, { color: 1 }])
					assertGeneralRefusal(
						await move(server, target, body, headers),
						401,
						"UNAUTHORIZED",
					);
			assert.deepEqual(countStored(server), before);
			assert.equal(caseRow(server, id).status, "Created");
		});

	test("does not tell an operator's foreign case from none", async () => {
		const tecnica = await operatorOf(server, "tecnica@example.com", [
			"tecnica",
		]);
		for (const body of [{ statusName: "Open" }, { statusName: "Nada" }, {}])
			for (const [headers, target] of [
				[tecnica, id],
				[operator1, 999_999],
				[operator1, "x"],
			] as const)
				assertRefused(await move(server, target, body, headers), 400, {
					case: "invalidId",
				});
		assert.equal(caseRow(server, id).version, 1);
	});
});
